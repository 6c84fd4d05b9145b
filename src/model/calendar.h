/** Dates of snapshots: proleptic Gregorian, no zones, no daylight saving. */
#ifndef YP_MODEL_CALENDAR_H
#define YP_MODEL_CALENDAR_H

#include "case/case.h"

typedef struct {
    int year, month, day; /**< month and day from 1 */
    int week;   /**< weeks of seven days from the first of January, from 0; the last takes the rest */
    int season; /**< 0: December to February, 1: March to May, 2: June to August, 3: September to November */
    int64_t day_number; /**< days since 1970-01-01 */
} yp_date;

/** The date of the moment `hours` of blocks after the start of the horizon; a leap day that is dropped takes
 * no hours. */
yp_date yp_date_after(const yp_time *time, double hours);

/** The date of a day number. */
yp_date yp_date_of_day(int64_t day_number);

#endif
