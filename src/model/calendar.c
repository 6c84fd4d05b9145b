#include "model/calendar.h"

/* Days from civil and back. Source: Howard Hinnant 2013, chrono-compatible low-level date algorithms. */
static int64_t days_from_civil(int year, int month, int day)
{
    int64_t y = year - (month <= 2);
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

yp_date yp_date_of_day(int64_t day_number)
{
    int64_t z = day_number + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t day_of_era = z - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted = (5 * day_of_year + 2) / 153;

    yp_date date = { .day_number = day_number };
    date.day = (int)(day_of_year - (153 * shifted + 2) / 5 + 1);
    date.month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
    date.year = (int)(year_of_era + era * 400 + (date.month <= 2));
    date.week = (int)((day_number - days_from_civil(date.year, 1, 1)) / 7);
    if (date.week > 51) date.week = 51;
    date.season = date.month % 12 / 3;
    return date;
}

static bool is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* Weeks do not count a 29 February that the horizon does not know. */
static yp_date without_leap_day(yp_date date)
{
    if (!is_leap(date.year) || date.month <= 2) return date;
    int64_t day_of_year = date.day_number - days_from_civil(date.year, 1, 1) - 1;
    date.week = day_of_year / 7 < 51 ? (int)(day_of_year / 7) : 51;
    return date;
}

yp_date yp_date_after(const yp_time *time, double hours)
{
    if (!time->block_step) {
        /* A thousandth of a second forgives steps such as 1/3 h that do not add up exactly. */
        int year, month, day, minute;
        yp_time_date(time, (size_t)floor(hours / time->step_hours + 1e-8), &year, &month, &day, &minute);
        yp_date date = yp_date_of_day(days_from_civil(year, month, day));
        return time->drops_leap_day ? without_leap_day(date) : date;
    }
    double day_hours = time->hour + time->minute / 60.0 + hours;
    return yp_date_of_day(days_from_civil(time->year, time->month, time->day) +
                          (int64_t)floor(day_hours / 24 + 1e-8));
}
