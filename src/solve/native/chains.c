/* Rows that take a column at the hour before, and how they become chains.
 *
 *  A store's level touches its balance in its own hour and the same balance in the next, nothing else: its
 * column is a chain as it is. A row that takes other levels at the hour before, such as a ramp, gets a copy:
 * p = Σ what the row takes, in a row of its own, and takes p at the hour before instead. p touches two rows
 * only, so every chain has the same shape whatever the level does elsewhere in its hour. */
#include "solve/native/internal.h"

#include <string.h>

static bool carries(const yp_model *m, const yp_entry *entry)
{
    return entry->before && !m->columns[entry->column].is_given;
}

/* Entries of each row that take the hour before, and for columns the row that alone has them; YP_NONE:
 * several.
 */
typedef struct {
    uint32_t *taken, *only;
} uses;

static void count_uses(const yp_model *m, uses *u)
{
    for (size_t j = 0; j < m->column_count; j++) u->only[j] = YP_NONE;
    for (size_t k = 0; k < m->entry_count; k++)
        if (carries(m, &m->entries[k])) {
            u->taken[m->entries[k].row]++;
            u->only[m->entries[k].column] = m->entries[k].row;
        }
    for (size_t k = 0; k < m->entry_count; k++)
        if (u->only[m->entries[k].column] != m->entries[k].row) u->only[m->entries[k].column] = YP_NONE;
}

yp_status yp_native_find_copies(yp_native_problem *p)
{
    const yp_model *m = p->model;
    uses u = { yp_native_take(p->arena, m->row_count, sizeof *u.taken),
               yp_native_take(p->arena, m->column_count, sizeof *u.only) };
    p->copy_of = yp_native_take(p->arena, m->row_count, sizeof *p->copy_of);
    p->chains = yp_native_take(p->arena, m->entry_count, sizeof *p->chains);
    if (!u.taken || !u.only || !p->copy_of || !p->chains) return YP_NO_MEMORY;
    memset(p->copy_of, 0xff, m->row_count * sizeof *p->copy_of);
    count_uses(m, &u);
    for (size_t k = 0; k < m->entry_count; k++) {
        const yp_entry *entry = &m->entries[k];
        uint32_t row = entry->row;
        if (!carries(m, entry)) continue;
        if (p->copy_of[row] != YP_NONE) {
            if (p->chains[p->copy_of[row]].entry->before != entry->before)
                p->refusal = "a row takes levels at several earlier hours";
            continue;
        }
        uint32_t own = p->row_of[row];
        if (u.taken[row] != 1 || u.only[entry->column] != row) {
            p->copy_of[row] = (uint32_t)p->chain_count;
            own = (uint32_t)p->row_count;
            p->row_source[p->row_count++] = YP_NONE;
        }
        p->chains[p->chain_count++] = (yp_chain){ .row = own, .next_row = p->row_of[row], .entry = entry };
    }
    return YP_OK;
}

/* Columns of the chains: the level that carries, or the copy's own, which come in the order of their rows. */
static void give_columns(yp_native_problem *p)
{
    size_t first_copy = p->column_count;
    while (first_copy > 0 && p->columns[first_copy - 1].source == YP_NONE &&
           p->columns[first_copy - 1].slack_of == YP_NONE)
        first_copy--;
    for (uint32_t c = 0; c < p->chain_count; c++) {
        yp_chain *chain = &p->chains[c];
        chain->column =
            chain->row == chain->next_row ? p->column_of[chain->entry->column] : (uint32_t)first_copy++;
        p->columns[chain->column].chain = c;
    }
}

yp_status yp_native_find_chains(yp_native_problem *p)
{
    size_t most = 2 * p->chain_count;
    p->state_row = yp_native_take(p->arena, most, sizeof *p->state_row);
    p->next_state = yp_native_take(p->arena, most, sizeof *p->next_state);
    if (!p->state_row || !p->next_state) return YP_NO_MEMORY;
    give_columns(p);
    p->state_count = p->chain_count;
    for (uint32_t c = 0; c < p->chain_count; c++) {
        p->state_row[c] = p->chains[c].row;
        p->next_state[c] = c;
        if (p->chains[c].row == p->chains[c].next_row) continue;
        p->state_row[p->state_count] = p->chains[c].next_row;
        p->next_state[p->state_count] = c;
        p->next_state[c] = (uint32_t)p->state_count++;
    }
    return YP_OK;
}
