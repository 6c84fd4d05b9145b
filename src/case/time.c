/* Dates of the proleptic Gregorian calendar, and where they lie in the horizon. */
#include "case/internal.h"

enum { DAY_MINUTES = 24 * 60 };

static bool is_leap(int64_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_length(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days since 1970-01-01. Source: Hinnant 2013, chrono-compatible low-level date algorithms, days_from_civil.
 */
static int64_t day_number(int64_t year, int month, int day)
{
    year -= month <= 2;
    const int64_t era = (year >= 0 ? year : year - 399) / 400;
    const int64_t year_of_era = year - era * 400;
    const int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

/* The inverse. Source: the same, civil_from_days. */
static void date_of(int64_t number, int *year, int *month, int *day)
{
    number += 719468;
    const int64_t era = (number >= 0 ? number : number - 146096) / 146097;
    const int64_t day_of_era = number - era * 146097;
    const int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t shifted = (5 * day_of_year + 2) / 153;
    *day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
    *month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    *year = (int)(year_of_era + era * 400 + (*month <= 2));
}

/* Leap days before a date, since the year 0. */
static int64_t leap_days_before(int64_t year, int month, int day)
{
    const int64_t last = year - 1; /* the last whole year */
    const int64_t before = last / 4 - last / 100 + last / 400;
    return before + (is_leap(year) && (month > 2 || (month == 2 && day > 29)));
}

/* Days on the calendar of the horizon: without 29 February if it is left out. */
static int64_t horizon_day(const yp_time *time, int year, int month, int day)
{
    return day_number(year, month, day) - (time->drops_leap_day ? leap_days_before(year, month, day) : 0);
}

int64_t yp_time_minutes(const yp_time *time, int year, int month, int day, int minute)
{
    if (month < 1 || month > 12 || day < 1 || day > month_length(year, month)) return INT64_MIN;
    if (time->drops_leap_day && month == 2 && day == 29) return INT64_MIN;
    const int64_t days =
        horizon_day(time, year, month, day) - horizon_day(time, time->year, time->month, time->day);
    return days * DAY_MINUTES + minute - (time->hour * 60 + time->minute);
}

void yp_time_date(const yp_time *time, size_t snapshot, int *year, int *month, int *day, int *minute)
{
    const double step = time->step_hours * 60 * (double)snapshot;
    const int64_t minutes = (int64_t)(step + 0.5) + time->hour * 60 + time->minute;
    const int64_t start = day_number(time->year, time->month, time->day), wanted = minutes / DAY_MINUTES;
    int64_t number = start + wanted;
    date_of(number, year, month, day);
    /* every leap day on the way moves the date on by one day, and a later one may then lie on the way too */
    while (time->drops_leap_day) {
        const int64_t passed =
            horizon_day(time, *year, *month, *day) - horizon_day(time, time->year, time->month, time->day);
        if (passed >= wanted && !(*month == 2 && *day == 29)) break;
        number += passed < wanted ? wanted - passed : 1;
        date_of(number, year, month, day);
    }
    *minute = (int)(minutes % DAY_MINUTES);
}

static bool digits(const char *text, size_t count, int *number)
{
    *number = 0;
    for (size_t i = 0; i < count; i++) {
        if (text[i] < '0' || text[i] > '9') return false;
        *number = *number * 10 + (text[i] - '0');
    }
    return true;
}

bool yp_stamp_parse(const char *text, size_t length, int *year, int *month, int *day, int *minute)
{
    int hour = 0, minutes = 0;
    if (length != 16 || text[4] != '-' || text[7] != '-' || text[10] != 'T' || text[13] != ':') return false;
    if (!digits(text, 4, year) || !digits(text + 5, 2, month) || !digits(text + 8, 2, day)) return false;
    if (!digits(text + 11, 2, &hour) || !digits(text + 14, 2, &minutes)) return false;
    *minute = hour * 60 + minutes;
    return *year >= 1 && *month >= 1 && *month <= 12 && *day >= 1 && *day <= month_length(*year, *month) &&
           hour < 24 && minutes < 60;
}
