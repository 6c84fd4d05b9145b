/* Numbers as the tables write them, rounded to the nearest double (ties to even), whatever the locale.
 * Most cells are digits with a point among them, four to eight bytes: those are read as one word. For all
 * others there are three ways, by what the number needs:
 *   1. at most 2^53 in the digits and a power of ten that is a double: one multiplication or division
 * (Clinger 1990);
 *   2. at most 19 digits and a power of five that fits 64 bits: whole numbers of 128 bits, rounded once;
 *   3. all else: strtod of the C library in the "C" locale, on at most 800 digits. */
#define _GNU_SOURCE /* strtod_l */
#include "table/number.h"

#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef unsigned __int128 wide;

/* A double lies between two others on at most 767 significant digits; what comes later matters only by being
 * there. */
enum { DIGITS_KEPT = 800, EXACT_TEN = 22, EXACT_FIVE = 27, DIGITS_OF_WORD = 19 };

static const double tens[EXACT_TEN + 1] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                            1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                            1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

/* The parts of a number as it stands: digits before and after the point, and the power of ten that is
 * written. */
typedef struct {
    const char *whole, *part;
    size_t whole_count, part_count;
    int64_t exponent;
    uint64_t digits; /* all digits as one number; meaningless past 19 of them */
    bool is_negative;
} parts;

static bool is_digit(char c)
{
    return (unsigned)(c - '0') < 10;
}

static const char *take_digits(const char *at, const char *end, uint64_t *digits)
{
    uint64_t all = *digits;
    while (at < end && is_digit(*at)) all = all * 10 + (uint64_t)(*at++ - '0');
    *digits = all;
    return at;
}

/* [+-]digits after the `e`; huge ones are cut where nothing changes any more. @return NULL if there are no
 * digits */
static const char *take_exponent(const char *at, const char *end, int64_t *exponent)
{
    bool is_negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    if (at == end || !is_digit(*at)) return NULL;
    int64_t value = 0;
    for (; at < end && is_digit(*at); at++)
        if (value < INT64_C(1000000000000)) value = value * 10 + (*at - '0');
    *exponent = is_negative ? -value : value;
    return at;
}

/* @return false if this is no number in digits */
static bool split(const char *at, const char *end, parts *p)
{
    p->is_negative = at < end && *at == '-';
    if (at < end && (*at == '-' || *at == '+')) at++;
    p->digits = 0;
    p->whole = p->part = at;
    at = take_digits(at, end, &p->digits);
    p->whole_count = (size_t)(at - p->whole);
    if (p->whole_count == 0) return false;
    p->part_count = 0;
    if (at < end && *at == '.') {
        p->part = ++at;
        at = take_digits(at, end, &p->digits);
        p->part_count = (size_t)(at - p->part);
        if (p->part_count == 0) return false;
    }
    p->exponent = 0;
    if (at < end && (*at == 'e' || *at == 'E')) at = take_exponent(at + 1, end, &p->exponent);
    return at == end;
}

/* 2^n for n from -1022 to 1023. */
static double power_of_two(int n)
{
    uint64_t bits = (uint64_t)(n + 1023) << 52;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static uint64_t power_of_five(int64_t n)
{
    uint64_t power = 1;
    while (n-- > 0) power *= 5;
    return power;
}

/* digits × 10^exponent, for digits > 0 and |exponent| <= 27. The 64 bits that are turned into a double hold
 * more than its 53, and their last one is set if anything is left over: so that conversion rounds as the
 * whole number would. */
static double round_once(uint64_t digits, int64_t exponent)
{
    uint64_t five = power_of_five(exponent < 0 ? -exponent : exponent);
    if (exponent >= 0) {
        wide product = (wide)digits * five;
        uint64_t high = (uint64_t)(product >> 64);
        if (high == 0) return (double)(uint64_t)product * power_of_two((int)exponent);
        int shift = 64 - __builtin_clzll(high);
        uint64_t top = (uint64_t)(product >> shift);
        bool is_rest = (product & (((wide)1 << shift) - 1)) != 0;
        return (double)(top | is_rest) * power_of_two((int)exponent + shift);
    }
    int up = __builtin_clzll(digits), up_five = __builtin_clzll(five);
    wide above = (wide)(digits << up) << 63;
    uint64_t below = five << up_five, quotient = (uint64_t)(above / below);
    bool is_rest = (wide)quotient * below != above;
    return (double)(quotient | is_rest) * power_of_two((int)exponent + up_five - up - 63);
}

/* Any number: its first digits that are not zero, as strtod wants them. @return infinite if it is too large
 */
static double round_any(const parts *p)
{
    char digits[DIGITS_KEPT + 32];
    size_t kept = 0, total = p->whole_count + p->part_count;
    int64_t exponent = p->exponent - (int64_t)p->part_count;
    bool is_rest = false;
    for (size_t i = 0; i < total; i++) {
        char digit = i < p->whole_count ? p->whole[i] : p->part[i - p->whole_count];
        if (kept == 0 && digit == '0') continue;
        if (kept < DIGITS_KEPT) {
            digits[kept++] = digit;
        } else {
            is_rest = is_rest || digit != '0';
            exponent++;
        }
    }
    if (kept == 0) return 0;
    if (is_rest) {
        digits[kept++] = '1';
        exponent--;
    }
    if (exponent > 1000000) return INFINITY;
    if (exponent < -1000000) return 0;
    snprintf(digits + kept, sizeof digits - kept, "e%d", (int)exponent);
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!plain) return NAN;
    double value = strtod_l(digits, NULL, plain);
    freelocale(plain);
    return value;
}

static double round_parts(const parts *p)
{
    int64_t exponent = p->exponent - (int64_t)p->part_count;
    if (p->whole_count + p->part_count > DIGITS_OF_WORD) return round_any(p);
    if (p->digits == 0) return 0;
    if (p->digits <= UINT64_C(1) << 53 && exponent <= 0 && exponent >= -EXACT_TEN)
        return (double)p->digits / tens[-exponent];
    if (p->digits <= UINT64_C(1) << 53 && exponent > 0 && exponent <= EXACT_TEN)
        return (double)p->digits * tens[exponent];
    if (exponent >= -EXACT_FIVE && exponent <= EXACT_FIVE) return round_once(p->digits, exponent);
    return round_any(p);
}

/* Four to eight bytes, the first one lowest. */
static uint64_t word_of(const char *text, size_t length)
{
    uint32_t low, high;
    memcpy(&low, text, sizeof low);
    memcpy(&high, text + length - sizeof high, sizeof high);
    return low | (uint64_t)high << 8 * (length - sizeof high); /* where both overlap they are equal */
}

/* Eight digits, the first one lowest, to their number: pairs, then fours, then all (Lemire 2022). */
static uint32_t eight_digits(uint64_t word)
{
    word = (word & 0x0F0F0F0F0F0F0F0Fu) * 2561 >> 8;
    word = (word & 0x00FF00FF00FF00FFu) * 6553601 >> 16;
    return (uint32_t)((word & 0x0000FFFF0000FFFFu) * 42949672960001u >> 32);
}

static bool are_digits(uint64_t word)
{
    uint64_t past_nine = word + 0x0606060606060606u;
    return (word & past_nine & 0xF0F0F0F0F0F0F0F0u) == 0x3030303030303030u &&
           !((word | past_nine) & 0xC0C0C0C0C0C0C0C0u);
}

/* Digits with one point among them, four to eight bytes. @return false: it is something else, number or not
 */
static bool read_word(const char *text, size_t length, double *value)
{
    const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
    uint64_t word = word_of(text, length), other = word ^ '.' * ones;
    uint64_t points =
        (other - ones) & ~other & tops; /* right up to the first one, which is all that is asked */
    size_t before = points ? (size_t)__builtin_ctzll(points) / 8 : length;
    size_t after = length - before - 1; /* enormous if there is no point */
    if (before == 0 || after == 0 || after > 6) return false;
    uint64_t head = ((uint64_t)1 << 8 * before) - 1, digits = (word & head) | (word >> 8 & ~head);
    size_t missing = 9 - length; /* bytes of the word below the digits, once these end at its top */
    digits = digits << 8 * missing | ('0' * ones >> 8 * (8 - missing));
    if (!are_digits(digits)) return false;
    *value = (double)eight_digits(digits) / tens[after];
    return true;
}

static bool is_text(const char *text, size_t length, const char *word)
{
    return length == strlen(word) && memcmp(text, word, length) == 0;
}

/* Any number. Kept out of the way of the short ones, which then need no stack. */
static __attribute__((noinline)) bool read_any(const char *text, size_t length, double *value)
{
    parts p;
    if (split(text, text + length, &p)) {
        double size = round_parts(&p);
        if (!isfinite(size)) return false;
        *value = p.is_negative ? -size : size;
        return true;
    }
    if (is_text(text, length, "inf"))
        *value = INFINITY;
    else if (is_text(text, length, "-inf"))
        *value = -INFINITY;
    else
        return false;
    return true;
}

bool yp_number_parse(const char *text, size_t length, double *value)
{
    const bool is_little_endian = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
    size_t sign = length > 0 && *text == '-', size = length - sign;
    if (!is_little_endian || size < 4 || size > 8 || !read_word(text + sign, size, value))
        return read_any(text, length, value);
    if (sign) *value = -*value;
    return true;
}
