/* The indicator: which of the catalogue's a figure is said of, or none. First by how far each candidate's
 * wordings are found around the figure, how its unit fits and what labelled figures were like; then again in
 * the light of what the figures around it are likely to be of. */
#include <math.h>
#include <string.h>

#include "extract/candidates/candidates.h"
#include "extract/candidates/describe.h"
#include "extract/candidates/examples.h"
#include "extract/decisions/decide.h"
#include "extract/decisions/indicator_slots.h"
#include "extract/decisions/settle.h"

static const char *const slots[] = { SLOT_NAMES };

#define BAG_OF(name, text) CT_BAG_##name,
static const ct_bag mains[MAINS] = { EACH_MAIN(BAG_OF) }, fars[FARS] = { EACH_FAR(BAG_OF) };

static const double A_WORD = 0.4; /* what a word counts: one alone should decide little */
static const float WHOLE = 0.97f, LEAST_CHANCE = 1e-3f;

static float of_share(uint16_t share)
{
    return (float)share / CT_SHARE_ONE;
}

static void describe_overlap(const ct_figure *f, size_t candidate, float *slot)
{
    const ct_evidence *e = f->evidence;
    const ct_overlap *one = &e->of[candidate];
    for (size_t b = 0; b < CT_BAGS; b++) {
        slot[COVER + b] = of_share(one->cover[b]);
        slot[F_OF + b] = of_share(one->f[b]);
    }
    for (size_t m = 0; m < MAINS; m++) {
        ct_bag b = mains[m];
        slot[F_BELOW + m] = of_share(one->f[b]) - of_share(e->best_f[b]);
        slot[F_BEST + m] = one->f[b] > 0 && one->f[b] == e->best_f[b];
        slot[COVER_BELOW + m] = of_share(one->cover[b]) - of_share(e->best_cover[b]);
        slot[COVER_WHOLE + m] = of_share(one->cover[b]) > WHOLE;
    }
    for (size_t x = 0; x < CT_EXACTS; x++) {
        slot[EXACT + x] = one->exact[x];
        slot[EXACT_ANY + x] = one->exact[x] > 0;
        slot[EXACT_BELOW + x] = one->exact[x] - e->best_exact[x];
        slot[EXACT_BEST + x] = one->exact[x] > 0 && one->exact[x] >= e->best_exact[x] - 1e-6f;
    }
    for (size_t k = 0; k < FARS; k++) {
        slot[PART_F + k] = e->part_only ? of_share(one->f[fars[k]]) : 0;
        slot[EMPTY_F + k] = e->own_words == 0 ? of_share(one->f[fars[k]]) : 0;
    }
    slot[PART_EXACT] = e->part_only ? one->exact[CT_EXACT_OWN] : 0;
    if (!f->table) return;
    slot[TABLE_OWN] = of_share(one->f[CT_BAG_OWN]);
    slot[TABLE_PARENT] = of_share(one->f[CT_BAG_PARENT]);
    slot[TABLE_OWN_PARENT] = of_share(one->f[CT_BAG_OWN_PARENT]);
    slot[TABLE_COLUMN] = of_share(one->f[CT_BAG_COLUMN]);
}

static bool is_percentage(const char *family)
{
    return strncmp(family, "percent", 7) == 0 || strcmp(family, "per_mille") == 0;
}

/* "vnd_per_person" is a ratio of "vnd"; so is any "per_population" of a count. */
static bool is_ratio_of(const char *ratio, const char *family)
{
    size_t n = strlen(family);
    return strncmp(ratio, "per_", 4) == 0 ||
           (n > 0 && strncmp(ratio, family, n) == 0 && strncmp(ratio + n, "_per", 4) == 0);
}

static int relation_of(const ct_figure *f, const ct_indicator *one, const ct_unit *unit)
{
    const char *family = f->mention->family_name == NULL ? "" : f->mention->family_name;
    const char *its_family = unit == NULL ? "" : unit->family,
               *its_base = unit == NULL ? one->unit : unit->base;
    bool percent = ct_figure_is_percent(f), its_percent = is_percentage(its_family);
    if (!its_percent && strcmp(its_base, f->base) == 0) return SAME_BASE;
    if (!its_percent && family[0] != '\0' && strcmp(its_family, family) == 0) return SAME_FAMILY;
    if (f->mention->family == CT_FAMILY_RANK)
        return one->measure == CT_MEASURE_RANK ? RANK_OF_RANK
               : one->rank_id[0] == '\0'       ? RANK_OF_OTHER
                                               : RANK_OF_SCORE;
    if (percent && one->nature != CT_LEVEL)
        return one->nature == CT_SHARE ? PERCENT_OF_SHARE : PERCENT_OF_RATE;
    if (percent) return its_percent ? PERCENT_OF_PERCENT : PERCENT_OF_LEVEL;
    if (its_percent) return LEVEL_OF_PERCENT;
    if (is_ratio_of(its_family, family)) return PART_OF_RATIO;
    return strcmp(family, "ratio") == 0 || strcmp(family, "score") == 0 ? RATIO : OTHER;
}

static void describe_unit(const ct_window *w, const ct_figure *f, int ref, float *slot)
{
    const ct_indicator *one = &w->known->catalogue->indicators[ref];
    slot[RELATION + relation_of(f, one, ct_index_entry_of(w->known->index, ref)->unit)] = 1;
    for (size_t m = 0; m < CT_N_MEASURES; m++) {
        slot[MEASURE_NATURE + m * NATURES + (size_t)one->nature] = f->measure_first[m];
        slot[MEASURE_SAME + m] = (int)m == (int)one->measure ? f->measure_first[m] : 0;
        slot[MEASURE_GROWTH + m] = one->growth_of[0] != '\0' ? f->measure_first[m] : 0;
    }
}

static void describe_examples(const ct_evidence *e, size_t candidate, float *slot)
{
    const ct_likeness *one = &e->likeness[candidate];
    slot[SEEN] = one->seen;
    slot[UNSEEN] = one->seen == 0;
    slot[UNIT_SEEN] = one->unit;
    slot[UNIT_SEEN_KNOWN] = one->seen > 0 ? one->unit : 0;
    slot[SIZE_OFF] = one->distance;
    slot[SIZED] = one->sized;
    slot[LIKE] = one->like;
    slot[LIKE_BELOW] = one->like - e->most_like;
    slot[LIKE_BEST] = one->like > 0 && one->like >= e->most_like - 1e-6f;
    slot[LIKE_SQUARED] = one->like * one->like;
}

/* A growth is told by the words of what grows: "thu ngân sách ... tăng 15%" (budget revenue ... up) is the
 * revenue's growth. */
static void describe_level_and_growth(const ct_window *w, const ct_figure *f, int ref, float *slot)
{
    const ct_index *index = w->known->index;
    int level = ct_index_level(index, ref), growth = ct_index_growth(index, ref);
    float growing = f->measure_first[CT_MEASURE_GROWTH];
    const ct_choice *level_choice = level == CT_NONE ? NULL : ct_choice_of(&f->indicator, level);
    slot[RULE_TWIN] =
        f->rule.indicator != CT_NONE && (f->rule.indicator == level || f->rule.indicator == growth);
    if (growth != CT_NONE) {
        slot[HAS_GROWTH] = 1;
        slot[HAS_GROWTH_GROWING] = growing;
    }
    if (level_choice == NULL) return;
    size_t at = (size_t)(level_choice - f->indicator.at);
    const ct_overlap *its = &f->evidence->of[at];
    for (size_t m = 0; m < MAINS; m++) {
        slot[TWIN_F + m] = of_share(its->f[mains[m]]);
        slot[TWIN_GROWING + m] = growing * of_share(its->f[mains[m]]);
    }
    slot[TWIN_LIKE] = f->evidence->likeness[at].like;
    slot[TWIN_LIKE_GROWING] = growing * f->evidence->likeness[at].like;
    slot[TWIN_EXACT] = its->exact[CT_EXACT_SENTENCE];
    slot[TWIN_EXACT_GROWING] = growing * its->exact[CT_EXACT_SENTENCE];
}

static void describe_words_of_none(const ct_evidence *e, ct_features *out)
{
    for (size_t i = 0; i < e->n_near; i++) CT_FEATURE(out, A_WORD, "none:", e->near[i]->text);
    for (size_t i = 0; i < e->n_far; i++) CT_FEATURE(out, A_WORD, "none~", e->far[i]->text);
}

static void describe_none(const ct_figure *f, ct_features *out)
{
    const ct_evidence *e = f->evidence;
    float *slot = out->slot;
    const char *family = f->mention->family_name;
    slot[NONE] = 1;
    slot[NONE_ALL] = of_share(e->best_f[CT_BAG_ALL]);
    slot[NONE_COVER] = of_share(e->best_cover[CT_BAG_SENTENCE]);
    slot[NONE_SENTENCE] = of_share(e->best_f[CT_BAG_SENTENCE]);
    slot[NONE_OWN] = of_share(e->best_f[CT_BAG_OWN]);
    slot[NONE_LIKE] = e->like_none;
    slot[NONE_LIKE_BELOW] = e->like_none - e->most_like;
    slot[NONE_EXACT] = e->best_exact[CT_EXACT_SENTENCE];
    slot[NONE_PERCENT] = ct_figure_is_percent(f);
    slot[NONE_WORDS] = (float)(e->own_words < 8 ? e->own_words : 8) / 8;
    slot[NONE_PART] = e->part_only;
    slot[NONE_RULE] = f->rule.indicator == CT_NONE;
    for (size_t m = 0; m < CT_N_MEASURES; m++) slot[NONE_MEASURE + m] = f->measure_first[m];
    CT_FEATURE(out, 1, "none & family=", family == NULL || family[0] == '\0' ? "other" : family);
    CT_FEATURE(out, 1, "none & base=", f->base);
}

/* What labelled figures taught of an indicator's words that no wording of the catalogue has: "ra lớp" (at
 * school) of enrolment. */
static void describe_words(const ct_window *w, const ct_evidence *e, int ref, ct_features *out)
{
    const ct_index_entry *one = ct_index_entry_of(w->known->index, ref);
    for (size_t i = 0; i < e->n_near; i++)
        ct_features_add_after(out, A_WORD, one->near_key, one->near, e->near[i]->text);
    for (size_t i = 0; i < e->n_far; i++)
        ct_features_add_after(out, A_WORD, one->far_key, one->far, e->far[i]->text);
}

static void describe_fit(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    int ref = f->indicator.at[candidate].ref;
    if (ref == CT_NONE) {
        describe_none(f, out);
        return;
    }
    describe_overlap(f, candidate, out->slot);
    describe_unit(w, f, ref, out->slot);
    describe_examples(f->evidence, candidate, out->slot);
    describe_level_and_growth(w, f, ref, out->slot);
    if (ref == f->rule.indicator) {
        out->slot[RULE] = 1;
        out->slot[RULE_NAMED] = f->rule.wording != NULL;
        out->slot[RULE_INHERITED] = f->rule.inherited;
    }
}

static void describe_first(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    int ref = f->indicator.at[candidate].ref;
    describe_fit(w, figure, candidate, out);
    if (ref == CT_NONE)
        describe_words_of_none(f->evidence, out);
    else
        describe_words(w, f->evidence, ref, out);
}

static ct_choices *choices_of(ct_figure *f)
{
    return &f->indicator;
}

static const char *label_of(const ct_window *w, const ct_figure *f, const ct_choice *choice)
{
    (void)f;
    return choice->ref == CT_NONE ? "" : w->known->catalogue->indicators[choice->ref].id;
}

static ct_error prepare_first(ct_window *w)
{
    CT_TRY(ct_candidates_find(w));
    return ct_examples_liken(w);
}

/* --- Again, beside its neighbours --- */

static float chance_of(const ct_figure *f, int ref)
{
    const ct_choice *one = ct_choice_of(&f->indicator, ref);
    return one == NULL ? 0 : one->first;
}

/* The mean of what the block's other figures are likely to be of, for each candidate of each. */
static ct_error average_block(ct_window *w, size_t from, size_t to, float *sum)
{
    const size_t none = w->known->catalogue->n_indicators;
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < w->figures[i].indicator.n; k++) {
            const ct_choice *one = &w->figures[i].indicator.at[k];
            sum[one->ref == CT_NONE ? none : (size_t)one->ref] += one->first;
        }
    for (size_t i = from; i < to; i++) {
        ct_figure *f = &w->figures[i];
        f->evidence->block = ct_arena_array(w->arena, f->indicator.n, sizeof *f->evidence->block);
        if (f->evidence->block == NULL) return ct_no_memory();
        for (size_t k = 0; k < f->indicator.n && to - from > 1; k++) {
            const ct_choice *one = &f->indicator.at[k];
            f->evidence->block[k] =
                (sum[one->ref == CT_NONE ? none : (size_t)one->ref] - one->first) / (float)(to - from - 1);
        }
    }
    for (size_t i = from; i < to; i++)
        for (size_t k = 0; k < w->figures[i].indicator.n; k++) {
            int ref = w->figures[i].indicator.at[k].ref;
            sum[ref == CT_NONE ? none : (size_t)ref] = 0;
        }
    return ct_ok();
}

static const float *group_chances(const ct_figure *f)
{
    return f->evidence->groups;
}

/* What chapter of the catalogue each figure is likely to be of: that of its neighbours is often its own. */
static ct_error weigh_groups(ct_window *w)
{
    size_t n = ct_index_groups(w->known->index);
    for (size_t i = 0; i < w->n; i++) {
        ct_figure *f = &w->figures[i];
        f->evidence->groups = ct_arena_array(w->arena, n, sizeof *f->evidence->groups);
        if (f->evidence->groups == NULL) return ct_no_memory();
        for (size_t k = 0; k < f->indicator.n; k++)
            if (f->indicator.at[k].ref != CT_NONE)
                f->evidence->groups[ct_index_group(w->known->index, f->indicator.at[k].ref)] +=
                    f->indicator.at[k].first;
    }
    return ct_class_means(w, group_chances, n, &w->group_means);
}

static void describe_groups(const ct_window *w, size_t figure, int ref, float *slot)
{
    const ct_figure *f = &w->figures[figure];
    size_t group = ct_index_group(w->known->index, ref);
    for (int k = 0; k < CT_MEANS; k++)
        if (k != CT_MEAN_COLUMN || f->table)
            slot[GROUP_MEAN + k] = (float)ct_mean_chance(w->group_means, figure, (ct_mean)k, group,
                                                         (double)f->evidence->groups[group]);
    if (f->previous >= 0)
        slot[f->same_block ? GROUP_BEFORE : GROUP_BEFORE_APART] =
            w->figures[f->previous].evidence->groups[group];
}

static ct_error prepare_again(ct_window *w)
{
    float *sum = ct_arena_array(w->arena, w->known->catalogue->n_indicators + 1, sizeof *sum);
    if (sum == NULL) return ct_no_memory();
    for (size_t i = 0; i < w->n; i++)
        for (size_t k = 0; k < w->figures[i].indicator.n; k++)
            w->figures[i].indicator.at[k].first = w->figures[i].indicator.at[k].chance;
    for (size_t from = 0, to; from < w->n; from = to) {
        for (to = from + 1; to < w->n && w->figures[to].block_number == w->figures[from].block_number;) to++;
        CT_TRY(average_block(w, from, to, sum));
    }
    return weigh_groups(w);
}

static void add(ct_features *out, float value, const char *name, const char *when)
{
    if (value >= LEAST_CHANCE) CT_FEATURE(out, (double)value, name, when);
}

static bool gap_has(const ct_figure *f, char mark)
{
    const ct_segment *gap = &f->segments[CT_SEGMENT_GAP];
    for (size_t s = 0; s < gap->n; s++)
        for (size_t i = gap->at[s].from; i < gap->at[s].to; i++)
            if (ct_token_is_mark(&gap->at[s].passage->tokens, i, mark)) return true;
    return false;
}

/* Where a figure stands after the one before it. */
static const char *how_before(const ct_figure *f)
{
    if (f->table) return f->same_block ? "before in row" : "before in row above";
    if (f->same_sentence) return "before in sentence";
    return f->same_block ? "before in block" : "before apart";
}

/* What the figure before is likely to be of, by how it stands to this one. */
static void describe_before(const ct_window *w, const ct_figure *f, int ref, ct_features *out)
{
    const ct_figure *before = &w->figures[f->previous];
    const char *name = how_before(f);
    bool percent = ct_figure_is_percent(f), was_percent = ct_figure_is_percent(before);
    float chance = chance_of(before, ref);
    if (chance < LEAST_CHANCE) return;
    add(out, chance, name, "");
    add(out, f->evidence->own_words == 0 ? chance : 0, name, ", no words");
    add(out, f->evidence->own_words == 1 ? chance : 0, name, ", a word");
    add(out, f->evidence->own_words >= 4 ? chance : 0, name, ", words");
    add(out, percent && !was_percent ? chance : 0, name, ", to percent");
    add(out, !percent && was_percent ? chance : 0, name, ", from percent");
    add(out, strcmp(f->base, before->base) == 0 ? chance : 0, name, ", same unit");
    add(out, ref == CT_NONE ? chance : 0, name, ", none");
    add(out, f->evidence->part_only ? chance : 0, name, ", part");
    add(out, f->mention->bracket && !before->mention->bracket && f->same_block ? chance : 0,
        "before, opens a bracket", "");
    add(out, !f->mention->bracket && before->mention->bracket && f->same_block ? chance : 0,
        "before, after a bracket", "");
    add(out, f->same_block && gap_has(f, ';') ? chance : 0, "before, after a semicolon", "");
    for (size_t m = 0; m < CT_N_MEASURES; m++)
        add(out, chance * f->measure_first[m], "before & ", ct_measure_words[m]);
}

/* A growth beside its amount, an amount beside its growth: "kim ngạch xuất khẩu đạt 2 tỷ USD, tăng 15%"
 * (exports came to ..., up ...). */
static void describe_pair(const ct_window *w, const ct_figure *f, const ct_indicator *one, ct_features *out)
{
    const ct_figure *before = &w->figures[f->previous];
    const ct_indicator *all = w->known->catalogue->indicators;
    float pair = 0;
    for (size_t k = 0; k < before->indicator.n; k++) {
        const ct_choice *other = &before->indicator.at[k];
        if (other->ref == CT_NONE || other->first < LEAST_CHANCE) continue;
        const ct_indicator *its = &all[other->ref];
        if (strcmp(one->growth_of, its->id) == 0 || strcmp(its->growth_of, one->id) == 0 ||
            strcmp(one->id, its->growth_id) == 0 || strcmp(its->id, one->growth_id) == 0 ||
            strcmp(one->id, its->rank_id) == 0)
            pair += other->first;
    }
    add(out, pair, "pair before", "");
    add(out, f->same_sentence ? pair : 0, "pair before in sentence", "");
}

/* Figures of the block that this one stands under: of a cell the row it is a part of, else the heading or
 * introduction. */
static float chance_above(const ct_window *w, const ct_figure *f, size_t figure, int ref)
{
    enum { MOST_BACK = 200, MOST_READ = 6 };
    const ct_segment *clause = &f->segments[CT_SEGMENT_CLAUSE];
    const ct_passage *row = f->table && clause->n > 0 ? clause->at[0].passage : NULL;
    size_t parent = w->parent[f->block_number - w->first_block], n = 0;
    float sum = 0;
    if (f->table ? row == NULL : parent == SIZE_MAX) return 0;
    for (size_t i = figure, back = 0; i-- > 0 && back < MOST_BACK && n < MOST_READ; back++) {
        const ct_figure *other = &w->figures[i];
        bool its = f->table ? other->passage == row : other->block_number == parent;
        if (its) {
            sum += chance_of(other, ref);
            n++;
        } else if (n > 0 || (!f->table && other->block_number < parent)) {
            break;
        }
    }
    return n > 0 ? sum / (float)n : 0;
}

static void describe_around(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    const ct_figure *f = &w->figures[figure], *all = w->figures;
    int ref = f->indicator.at[candidate].ref;
    const ct_figure *before = f->previous >= 0 ? &all[f->previous] : NULL;
    if (before != NULL && before->previous >= 0)
        add(out, chance_of(&all[before->previous], ref),
            f->same_sentence && before->same_sentence ? "two before in sentence" : "two before", "");
    if (f->next >= 0) {
        float next = chance_of(&all[f->next], ref);
        add(out, next, all[f->next].same_sentence ? "next in sentence" : "next", "");
        add(out, strcmp(all[f->next].base, f->base) == 0 ? next : 0, "next, same unit", "");
        add(out, f->evidence->own_words == 0 ? next : 0, "next, no words", "");
    }
    if (f->above >= 0) {
        float above = chance_of(&all[f->above], ref);
        add(out, above, "above", "");
        add(out, f->evidence->part_only ? above : 0, "above, part", "");
    }
    if (f->first_of_block != (long)figure)
        add(out, chance_of(&all[f->first_of_block], ref), "first of block", f->table ? ", row" : "");
    add(out, f->evidence->block[candidate], f->table ? "row" : "block", "");
    float parent = chance_above(w, f, figure, ref);
    add(out, parent, f->table ? "parent row" : "parent block", "");
    add(out, f->evidence->part_only ? parent : 0, "parent, part", "");
    add(out, f->evidence->own_words == 0 ? parent : 0, "parent, no words", "");
}

static void describe_again(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    const ct_choice *one = &f->indicator.at[candidate];
    describe_fit(w, figure, candidate, out);
    out->slot[FIRST_CHANCE] = one->first;
    out->slot[FIRST_LOG] = logf(fmaxf(one->first, 1e-6f));
    if (f->previous >= 0) describe_before(w, f, one->ref, out);
    if (f->previous >= 0 && one->ref != CT_NONE)
        describe_pair(w, f, &w->known->catalogue->indicators[one->ref], out);
    describe_around(w, figure, candidate, out);
    if (one->ref != CT_NONE) describe_groups(w, figure, one->ref, out->slot);
}

const ct_stage ct_stage_indicator = {
    .shape = { .name = "indicator", .slots = slots, .n_slots = CT_SLOTS_FIRST },
    .prepare = prepare_first,
    .choices = choices_of,
    .describe = describe_first,
    .label = label_of,
    .settle = ct_settle_indicator,
};

const ct_stage ct_stage_indicator_again = {
    .shape = { .name = "indicator again", .slots = slots, .n_slots = CT_SLOTS_AGAIN },
    .prepare = prepare_again,
    .choices = choices_of,
    .describe = describe_again,
    .label = label_of,
    .settle = ct_settle_indicator,
};

/* What examples.csv has of a figure: its unit, its size, its words by segment. */
static void describe_example(const ct_window *w, size_t figure, size_t candidate, ct_features *out)
{
    const ct_figure *f = &w->figures[figure];
    (void)candidate;
    CT_FEATURE(out, 1, "base=", f->base);
    CT_FEATURE(out, f->magnitude, "magnitude");
    for (size_t part = 0; part < CT_EXAMPLE_PARTS; part++) {
        const char *words = ct_example_words(w->arena, f, part);
        out->failed = out->failed || words == NULL;
        if (words != NULL && words[0] != '\0') CT_FEATURE(out, 1, words);
    }
}

const ct_stage ct_stage_words = { .shape = { .name = "words" }, .describe = describe_example };
