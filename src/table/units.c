/* Units of measure. UDUNITS-2 reads a file by its path; ours is in the program, so it is shown to it through
 * a file in memory.
 *
 * Money is split from the rest before the library sees it: the case's currency is a base unit, others are
 * multiples of it, and `CNY@2015`, of which the library would make a power, gets a name of letters only. */
#define _GNU_SOURCE /* memfd_create */
#include "table/units.h"
#include "table/internal.h"

#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <udunits2.h>
#include <unistd.h>

#include "yp_units_xml.h"

enum { LONGEST_UNIT = 200, CODE_LENGTH = 3, YEAR_LENGTH = 4 };

struct yp_units {
    yp_arena *arena;
    ut_system *system;
    yp_map *monies;  /* codes that are units of the system: "EUR", "CNY@2015" */
    yp_map *factors; /* "from\nto" → index into known */
    double *known;
    size_t known_room;
    char own[CODE_LENGTH + 1];                    /* the case's currency */
    char own_year[CODE_LENGTH + YEAR_LENGTH + 2]; /* the same with its year */
};

/* What is being asked, for messages. */
typedef struct {
    const char *what, *from, *to;
    yp_spot at;
    yp_diag *diag;
} question;

/* Currencies that get a sentence of their own when no rate is given. */
static const char *const currencies[] = { "AUD", "BRL", "CAD", "CHF", "CNH", "CNY", "DKK", "EUR",
                                          "GBP", "HKD", "IDR", "INR", "JPY", "KRW", "MOP", "MXN",
                                          "MYR", "NOK", "NZD", "PHP", "PLN", "RUB", "SEK", "SGD",
                                          "THB", "TRY", "TWD", "USD", "VND", "ZAR" };

/* Words that are written for units elsewhere, and what to write here. */
static const struct {
    const char *word, *write;
} habits[] = {
    { "ton", "t" },    { "tons", "t" },   { "a", "year" },   { "y", "year" },         { "annum", "year" },
    { "hr", "h" },     { "hrs", "h" },    { "mwh", "MWh" },  { "MWH", "MWh" },        { "Mwh", "MWh" },
    { "kwh", "kWh" },  { "KWh", "kWh" },  { "KWH", "kWh" },  { "kw", "kW" },          { "KW", "kW" },
    { "mw", "MW" },    { "gw", "GW" },    { "GWH", "GWh" },  { "TWH", "TWh" },        { "RMB", "CNY" },
    { "rmb", "CNY" },  { "yuan", "CNY" }, { "元", "CNY" },   { "euro", "EUR" },       { "dollar", "USD" },
    { "tonnes", "t" }, { "teu", "TEU" },  { "sqkm", "km2" }, { "persons", "person" },
};

static bool is_letter(char c)
{
    return isalpha((unsigned char)c) || (unsigned char)c >= 0x80;
}

static bool is_code(const char *text)
{
    for (size_t i = 0; i < CODE_LENGTH; i++)
        if (text[i] < 'A' || text[i] > 'Z') return false;
    return true;
}

/* The digits of a year as letters: names of UDUNITS may not end in digits. `to` holds 32 bytes. */
static void name_money(const char *money, char *to)
{
    size_t n = 0;
    for (const char *c = money; *c; c++) {
        if (isdigit((unsigned char)*c))
            to[n++] = (char)('a' + (*c - '0'));
        else if (*c == '@')
            n += (size_t)sprintf(to + n, "_of_");
        else
            to[n++] = *c;
    }
    to[n] = '\0';
}

/* Give the system a unit of money: a base unit, or a multiple of the case's currency. */
static yp_status add_money(yp_units *units, const char *money, double factor)
{
    char name[32];
    name_money(money, name);
    ut_unit *own =
        *money && strcmp(money, units->own) != 0 ? ut_get_unit_by_symbol(units->system, units->own) : NULL;
    ut_unit *unit = own ? ut_scale(factor, own) : ut_new_base_unit(units->system);
    const char *kept = yp_arena_text(units->arena, money, strlen(money));
    bool is_full = !unit || !kept || ut_map_symbol_to_unit(name, UT_ASCII, unit) != UT_SUCCESS;
    if (!is_full) yp_map_add(units->monies, kept, strlen(kept), 0, &is_full);
    ut_free(own);
    ut_free(unit);
    return is_full ? YP_NO_MEMORY : YP_OK;
}

static ut_system *read_system(void)
{
    int file = memfd_create("units.xml", MFD_CLOEXEC);
    if (file < 0) return NULL;
    char path[40];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    ut_system *system = NULL;
    if (write(file, yp_units_xml, sizeof yp_units_xml) == (ssize_t)sizeof yp_units_xml)
        system = ut_read_xml(path);
    close(file);
    return system;
}

static yp_status fill(yp_units *units, const char *currency, int year, yp_diag *diag)
{
    yp_spot nowhere = { NULL, 0, 0 };
    if (strlen(currency) != CODE_LENGTH || !is_code(currency) || year < 1000 || year > 9999) {
        yp_diag_error(diag, nowhere,
                      "money is '%s' of %d: expected a code of three capital letters such as CNY, and a year",
                      yp_excerpt_of(currency, strlen(currency)).text, year);
        return YP_BAD_INPUT;
    }
    snprintf(units->own, sizeof units->own, "%s", currency);
    snprintf(units->own_year, sizeof units->own_year, "%s@%04d", currency, year % 10000);
    units->monies = yp_map_new(units->arena);
    units->factors = yp_map_new(units->arena);
    if (!units->monies || !units->factors) return YP_NO_MEMORY;
    units->system = read_system();
    if (!units->system) {
        yp_diag_error(diag, nowhere, "the list of units could not be laid in memory and read");
        return YP_NO_MEMORY; /* it is the program's own text: nothing else can be amiss */
    }
    ut_unit *second = ut_get_unit_by_name(units->system, "second");
    ut_set_second(second);
    ut_free(second);
    yp_status status = add_money(units, units->own, 1);
    return status == YP_OK ? add_money(units, units->own_year, 1) : status;
}

yp_status yp_units_new(const char *currency, int year, yp_diag *diag, yp_units **out)
{
    ut_set_error_message_handler(ut_ignore); /* what it has to say stands in its status */
    yp_arena *arena = yp_arena_new(NULL);
    yp_units *units = arena ? yp_arena_take(arena, 1, sizeof *units) : NULL;
    if (!units) {
        yp_arena_free(arena);
        return YP_NO_MEMORY;
    }
    units->arena = arena;
    yp_status status = fill(units, currency, year, diag);
    if (status == YP_OK)
        *out = units;
    else
        yp_units_free(units);
    return status;
}

void yp_units_free(yp_units *units)
{
    if (!units) return;
    if (units->system) ut_free_system(units->system);
    yp_arena_free(units->arena); /* units itself lies in it */
}

static bool is_money(const char *text)
{
    size_t length = strlen(text);
    if (length < CODE_LENGTH || !is_code(text)) return false;
    if (length == CODE_LENGTH) return true;
    if (length != CODE_LENGTH + 1 + YEAR_LENGTH || text[CODE_LENGTH] != '@') return false;
    return strspn(text + CODE_LENGTH + 1, "0123456789") == YEAR_LENGTH;
}

static bool is_known_unit(yp_units *units, const char *symbol)
{
    ut_unit *unit = ut_parse(units->system, symbol, UT_UTF8);
    ut_free(unit);
    return unit != NULL;
}

yp_status yp_units_add_rate(yp_units *units, const char *money, double factor, yp_spot at, yp_diag *diag)
{
    yp_excerpt shown = yp_excerpt_of(money, strlen(money));
    if (!is_money(money)) {
        yp_diag_error(diag, at,
                      "rate of '%s': expected a currency such as EUR, or one of a year such as CNY@2015",
                      shown.text);
        return YP_BAD_INPUT;
    }
    if (!(factor > 0) || !isfinite(factor)) {
        yp_diag_error(diag, at, "rate of %s is %g: expected a number above 0", shown.text, factor);
        return YP_BAD_INPUT;
    }
    if (yp_map_find(units->monies, money, strlen(money)) != YP_NONE) {
        bool is_own = strcmp(money, units->own) == 0 || strcmp(money, units->own_year) == 0;
        if (is_own && factor == 1) return YP_OK;
        yp_diag_error(diag, at,
                      is_own ? "rate of %s: it is the money of the case, expected 1"
                             : "rate of %s stands twice",
                      shown.text);
        return YP_BAD_INPUT;
    }
    if (money[CODE_LENGTH] == '\0' && is_known_unit(units, money)) {
        yp_diag_error(diag, at, "rate of %s: it is a unit already, expected a currency", shown.text);
        return YP_BAD_INPUT;
    }
    return add_money(units, money, factor);
}

/* A complaint of a unit text, `tail` telling what would be right. */
static void complain_of_unit(const question *q, const char *unit, const char *tail, const char *detail)
{
    yp_diag_error(q->diag, q->at, "%s is in '%s': %s%s", q->what, yp_excerpt_of(unit, strlen(unit)).text,
                  tail, detail);
}

/* Money in [word, end): `CNY`, `kEUR@2015`. Copies it to `to`, as the library knows it. @return false:
 * complained of */
static bool copy_money(yp_units *units, const question *q, const char *unit, const char *word,
                       const char *end, char *to)
{
    char money[CODE_LENGTH + YEAR_LENGTH + 2];
    size_t length = (size_t)(end - word);
    const char *sign = memchr(word, '@', length);
    const char *code = sign ? sign - CODE_LENGTH : word;
    if (code < word || (size_t)(end - code) >= sizeof money) {
        complain_of_unit(q, unit, "expected money of a year as in ", "CNY@2015");
        return false;
    }
    snprintf(money, sizeof money, "%.*s", (int)(end - code), code);
    if (!is_money(money)) {
        complain_of_unit(q, unit, "expected money of a year as in ", "CNY@2015");
        return false;
    }
    if (yp_map_find(units->monies, money, strlen(money)) == YP_NONE) {
        complain_of_unit(q, unit, "case.yaml gives no factor in money.rates for ", money);
        return false;
    }
    memcpy(to, word, (size_t)(code - word));
    name_money(money, to + (code - word));
    return true;
}

/* Refuse words known to be meant otherwise. @return false: complained of */
static bool check_word(yp_units *units, const question *q, const char *unit, const char *word, size_t length)
{
    char text[LONGEST_UNIT + 1];
    snprintf(text, sizeof text, "%.*s", (int)length, word);
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++)
        if (strcmp(text, currencies[i]) == 0 && yp_map_find(units->monies, text, length) == YP_NONE) {
            complain_of_unit(q, unit, "case.yaml gives no factor in money.rates for ", text);
            return false;
        }
    if (is_known_unit(units, text)) return true;
    for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
        if (strcmp(text, habits[i].word) == 0) {
            yp_diag_error(q->diag, q->at, "%s is in '%s': '%s' is no unit, write %s", q->what,
                          yp_excerpt_of(unit, strlen(unit)).text, text, habits[i].write);
            return false;
        }
    yp_diag_error(q->diag, q->at, "%s is in '%s': '%s' is no unit that is known", q->what,
                  yp_excerpt_of(unit, strlen(unit)).text, yp_excerpt_of(text, length).text);
    return false;
}

/* Write a unit text as the library wants it, checking word by word. `to` holds 4 × LONGEST_UNIT. @return
 * false: complained of */
static bool translate(yp_units *units, const question *q, const char *unit, char *to)
{
    for (const char *at = unit; *at;) {
        if (!is_letter(*at) && *at != '_') {
            *to++ = *at++;
            continue;
        }
        const char *word = at;
        while (is_letter(*at) || *at == '_') at++;
        bool is_exponent = (*word == 'e' || *word == 'E') && at == word + 1 && word > unit &&
                           isdigit((unsigned char)word[-1]);
        if (*at == '@') {
            at++;
            while (isalnum((unsigned char)*at)) at++;
            if (!copy_money(units, q, unit, word, at, to)) return false;
        } else {
            if (!is_exponent && !check_word(units, q, unit, word, (size_t)(at - word))) return false;
            snprintf(to, (size_t)(at - word) + 1, "%.*s", (int)(at - word), word);
        }
        to += strlen(to);
    }
    *to = '\0';
    return true;
}

/* The unit of a text. NULL: complained of */
static ut_unit *parse(yp_units *units, const question *q, const char *unit)
{
    char text[4 * LONGEST_UNIT + 1];
    size_t length = strlen(unit);
    if (length == 0 || length > LONGEST_UNIT || strpbrk(unit, ":;\"'\\{}[]\n\t")) {
        complain_of_unit(q, unit, "expected a unit such as MW, CNY/MWh or 1", "");
        return NULL;
    }
    if (!translate(units, q, unit, text)) return NULL;
    ut_unit *parsed = ut_parse(units->system, text, UT_UTF8);
    if (!parsed) complain_of_unit(q, unit, "expected a unit such as MW, CNY/MWh or 1", "");
    return parsed;
}

/* Units are defined in short decimals, so their factors are ones, but for the last bits that the library's
 * arithmetic lost: 1000 CNY/MWh is 1 CNY/kWh, not 0.99999999999999989. A number of 12 digits within 1e-15 is
 * what was meant. */
static double short_decimal(double factor)
{
    enum { DIGITS = 12, EXACT_TEN = 22 };
    int places = DIGITS - 1 - (int)floor(log10(factor));
    if (places > EXACT_TEN || places < -EXACT_TEN) return factor;
    double ten = pow(10, abs(places));
    double whole = rint(places < 0 ? factor / ten : factor * ten);
    double nearest = places < 0 ? whole * ten : whole / ten;
    return fabs(nearest - factor) <= 1e-15 * factor ? nearest : factor;
}

static yp_status complain_of_pair(const question *q, const char *expected, const char *tail)
{
    yp_diag_error(q->diag, q->at, "%s is in '%s': expected a unit that %s '%s'%s", q->what,
                  yp_excerpt_of(q->from, strlen(q->from)).text, expected,
                  yp_excerpt_of(q->to, strlen(q->to)).text, tail);
    return YP_BAD_INPUT;
}

static yp_status convert(const question *q, ut_unit *from, ut_unit *to, double *factor)
{
    cv_converter *converter = ut_are_convertible(from, to) ? ut_get_converter(from, to) : NULL;
    if (!converter) return complain_of_pair(q, "converts to", "");
    double zero = cv_convert_double(converter, 0), one = cv_convert_double(converter, 1);
    cv_free(converter);
    /* The library also turns s into 1/s, by dividing: 0 shows it. */
    if (!isfinite(zero) || !isfinite(one) || !(one > 0)) return complain_of_pair(q, "converts to", "");
    if (zero != 0) return complain_of_pair(q, "is a multiple of", ", without an offset");
    *factor = short_decimal(one);
    return YP_OK;
}

static yp_status keep_factor(yp_units *units, const char *key, double factor)
{
    size_t index = yp_map_count(units->factors);
    if (index == units->known_room) {
        size_t room = index ? 2 * index : 64;
        double *larger = yp_arena_take(units->arena, room, sizeof *larger);
        if (!larger) return YP_NO_MEMORY;
        if (index) memcpy(larger, units->known, index * sizeof *larger);
        units->known = larger;
        units->known_room = room;
    }
    units->known[index] = factor;
    bool no_memory = false;
    yp_map_add(units->factors, key, strlen(key), (uint32_t)index, &no_memory);
    return no_memory ? YP_NO_MEMORY : YP_OK;
}

yp_status yp_units_factor(yp_units *units, const char *from, const char *to, const char *what, yp_spot at,
                          yp_diag *diag, double *factor)
{
    char pair[2 * LONGEST_UNIT + 4];
    int length = snprintf(pair, sizeof pair, "%s\n%s", from, to);
    bool is_short = length > 0 && (size_t)length < sizeof pair;
    uint32_t index = is_short ? yp_map_find(units->factors, pair, (size_t)length) : YP_NONE;
    if (index != YP_NONE) {
        *factor = units->known[index];
        return YP_OK;
    }
    question q = { what, from, to, at, diag };
    ut_unit *left = parse(units, &q, from), *right = left ? parse(units, &q, to) : NULL;
    double found = 1;
    yp_status status = left && right ? convert(&q, left, right, &found) : YP_BAD_INPUT;
    ut_free(left);
    ut_free(right);
    if (status != YP_OK) return status;
    const char *key = is_short ? yp_arena_text(units->arena, pair, (size_t)length) : NULL;
    if (is_short) status = key ? keep_factor(units, key, found) : YP_NO_MEMORY;
    if (status == YP_OK) *factor = found;
    return status;
}
