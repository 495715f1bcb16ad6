#include "extract/reading/places.h"

#include <string.h>

#include "core/buffer.h"
#include "core/vietnamese.h"

enum {
    NAME_WORDS = 3,     /* of a place that is no province                            */
    CAPITALS_WORDS = 2, /* of one in a line of capitals, where nothing ends a name   */
    KIND_COST = 25,     /* a word read with more doubt makes no place                */
    RIVALS = 10         /* readings of a damaged syllable that are as good as others */
};

/* Values of the class place that are no kind: words for the document's own territory ("own" its province,
 * "own huyện" (own district) a district that only its kind names), words that join names, and words that tie
 * a figure to the place after it. */
#define OWN  "own"
#define JOIN "and"
#define OF   "of"

static bool is_own(const char *kind)
{
    return strncmp(kind, OWN, sizeof OWN - 1) == 0 &&
           (kind[sizeof OWN - 1] == '\0' || kind[sizeof OWN - 1] == ' ');
}

static bool title_case(const ct_token *t)
{
    return t->kind == CT_TOKEN_WORD && t->upper && t->len >= 2 && !ct_token_capitals(t);
}

/* Tokens of the name that begins at i; in a line of capitals, `capitals`, its first ones. */
static size_t name_length(const ct_passage *p, size_t i, bool capitals)
{
    size_t n = 0;
    while (i + n < p->tokens.n &&
           (capitals ? ct_token_capitals(&p->tokens.at[i + n]) : title_case(&p->tokens.at[i + n])) &&
           !(n > 0 && p->tokens.at[i + n].cell) && !(capitals && n == CAPITALS_WORDS))
        n++;
    return n <= NAME_WORDS ? n : 0; /* more are several names, or a title */
}

/* Syllables that names of places are made of, of those with the same letters the commonest first. A scan that
 * lost the marks leaves several readings of a name, and most names are no words the lexicon knows. */
static const char *const NAMES =
    "an ân ba bà bạc bạch bảo bát bắc bến bì biên bình bố bù buôn ca cái cam càng cao cẩm cần châu chi chí chiêm chợ chương cờ cù cư củ cửa đà đạ đại "
    "đam đan đắk đầm đất đăng đăk định đô đoan đông đồng đơn động đống đức dầu dĩ diễn diên duy dũng dương ea gia giang giao giá giồng gò hà hải hàm hạ hạnh "
    "hiệp hòa hoa hoài hoàn hoằng hội hồng hộ hợp hớn hưng hương hướng hữu huyện kế khánh khê kiên kiến kim kinh kon kông kỳ la lạc lai lạng lãng lăk lâm "
    "lập lấp lệ liêm liên linh lộc long lộ lục lương lư lý mai mang mê mèo minh mộ môn mường mù mỹ na nam năm nậm nga ngã ngạn nghi nghĩa ngọc nguyên "
    "nha nhai nhân nhất nhơn như ninh nông nỗi ô phan pác phong phố phú phù phúc phụ phước phượng quan quang quảng quế quì quỳnh quốc quy "
    "ra rạch rang ri rẫy sa sầm sìn sóc sông sơn sốp su sách tam tánh tân tây thạch thái thanh thành thạnh thăng thắng thất thiện thiệu thọ thoại "
    "thoát thới thống thu thuận thủ thủy thừa thường thượng tiên tiến tiền tín tĩnh tịnh tô trà trạch trảng tràng trần trấn tri triệu trì trù trực "
    "trung trường tu tủa tuần tuyên tuy tư từ tứ ứng uông văn vạn vân vị việt viên vĩnh vinh vũ vụ vũng xá xín xuân xuyên yên ý ";

/* The syllable of a name with these letters, "viet": "việt" (half of a name). False where none is known. */
static bool name_folding(const ct_passage *p, const char *fold, char out[CT_SPELLING_MAX])
{
    for (const char *at = NAMES; *at != '\0';) {
        size_t n = strcspn(at, " ");
        ct_letters letters;
        ct_letters_read(&letters, ct_lexicon_signs(p->known->lexicon), at, n, false);
        if (strcmp(letters.fold, fold) == 0) {
            memcpy(out, at, n);
            out[n] = '\0';
            return true;
        }
        at += n + 1;
    }
    return false;
}

/* Are these the letters of a syllable that names are made of? */
static bool is_name(const char *spelled)
{
    size_t n = strlen(spelled);
    for (const char *at = NAMES; *at != '\0'; at += strcspn(at, " ") + 1)
        if (strncmp(at, spelled, n) == 0 && at[n] == ' ') return true;
    return false;
}

/* One syllable of a name as it should stand: its own bytes; of a damaged one what names are made of, by its
 * letters or else by a near reading. */
static void append_syllable(ct_buffer *text, const ct_passage *p, const ct_token *t)
{
    const ct_lexicon *lexicon = p->known->lexicon;
    char spelled[CT_SPELLING_MAX] = "";
    ct_letters letters;
    ct_letters_read(&letters, ct_lexicon_signs(lexicon), t->text, t->len, false);
    bool known = !p->damaged || name_folding(p, letters.fold, spelled);
    for (size_t i = 0; !known && i < t->reading.n && t->reading.at[i].cost <= t->reading.at[0].cost + RIVALS;
         i++) {
        ct_lexicon_spell(lexicon, t->reading.at[i].syllable, spelled);
        known = is_name(spelled);
    }
    if (!known && t->reading.n > 0) ct_lexicon_spell(lexicon, t->reading.at[0].syllable, spelled);
    if (spelled[0] == '\0')
        ct_buffer_append(text, t->text, t->len);
    else
        ct_buffer_text(text, spelled);
}

/* Small letters with the first of each word a capital: "HẢI HẬU" (name of a district in capitals) and a
 * reading "hải hậu" (the same in small letters) give "Hải Hậu" (a district). */
static const char *in_title_case(ct_arena *arena, const char *text)
{
    const char *low = ct_lower(arena, text, strlen(text));
    ct_buffer out;
    ct_buffer_init(&out);
    for (const char *at = low == NULL ? "" : low; *at != '\0';) {
        bool first = at == low || at[-1] == ' ' || at[-1] == '-';
        int code = 0;
        size_t n = ct_utf8_next(at, strlen(at), &code);
        char capital[5];
        if (first && ct_letter_capital(code, capital))
            ct_buffer_text(&out, capital);
        else
            ct_buffer_append(&out, at, n);
        at += n;
    }
    const char *made = low == NULL || out.failed ? NULL : ct_arena_strdup(arena, ct_buffer_string(&out));
    ct_buffer_clear(&out);
    return made;
}

/* The name of `words` tokens from i on. NULL when out of memory. */
static const char *name_of(const ct_passage *p, size_t i, size_t words)
{
    const ct_token *first = &p->tokens.at[i], *last = &p->tokens.at[i + words - 1];
    bool capitals = ct_token_capitals(first);
    if (!p->damaged && !capitals && first->line == last->line)
        return ct_arena_strndup(p->arena, first->text, (size_t)(last->text + last->len - first->text));
    ct_buffer text;
    ct_buffer_init(&text);
    for (size_t k = i; k < i + words; k++) {
        if (k > i) ct_buffer_text(&text, " ");
        append_syllable(&text, p, &p->tokens.at[k]);
    }
    const char *name = text.failed ? NULL : in_title_case(p->arena, ct_buffer_string(&text));
    ct_buffer_clear(&text);
    return name;
}

/* A province whose name is at token i; of a person's name it is none. */
static const ct_match *province_at(const ct_passage *p, size_t i)
{
    const ct_match *province = ct_passage_cue(p, i, CT_CUE_PROVINCE, -1);
    return province != NULL && p->tokens.at[i].upper ? province : NULL;
}

/* Kinds whose names are told in a line of capitals; the others are words of too many titles: "XÂY DỰNG NÔNG
 * THÔN MỚI" (BUILDING THE NEW COUNTRYSIDE), and of a scan's "CỘNG HÒA XÃ HỘI CHỦ NGHĨA" (SOCIALIST REPUBLIC)
 * anything may be left. */
static bool keeps_capitals(const ct_passage *p, const char *kind)
{
    static const char *const kinds[] = { "huyện", "thành phố", "thị xã", "thị trấn", "phường", "xã" };
    size_t n = p->damaged ? 3 : sizeof kinds / sizeof *kinds;
    for (size_t i = 0; i < n; i++)
        if (strcmp(kinds[i], kind) == 0) return true;
    return false;
}

/* The name of a place of this kind at token i; a province's name is known in any damage. */
static const char *full_name(const ct_passage *p, const char *kind, size_t i, size_t *end)
{
    const ct_match *province = province_at(p, i);
    const ct_cue *named = province == NULL ? NULL : ct_match_cue(p, province);
    bool capitals = i < p->tokens.n && ct_token_capitals(&p->tokens.at[i]), own = strcmp(kind, OWN) == 0,
         is_province = strcmp(kind, "tỉnh") == 0;
    size_t words = capitals && !keeps_capitals(p, kind) ? 0 : name_length(p, i, capitals);
    bool of_province = named != NULL && (own || strcmp(named->text, kind) == 0);
    *end = of_province ? province->end : i + words;
    if (of_province || (named != NULL && province->end >= *end && !own && !is_province)) {
        *end = province->end;
        return ct_arena_printf(p->arena, "%s %s", own ? named->text : kind, named->phrase);
    }
    const char *name = words == 0 || own || is_province ? NULL : name_of(p, i, words);
    return name == NULL ? NULL : ct_arena_printf(p->arena, "%s %s", kind, name);
}

/* Is the cue a kind of place, not a word that ties or joins? */
static bool is_kind(const ct_passage *p, const ct_match *cue)
{
    const char *kind = cue == NULL ? JOIN : ct_match_cue(p, cue)->text;
    bool wards = strcmp(kind, "quận") == 0 && p->damaged; /* "quản lý" (to manage) that lost its marks */
    return strcmp(kind, JOIN) != 0 && strcmp(kind, OF) != 0 && !wards && cue->cost <= KIND_COST;
}

/* The token after a kind; "TP. Đồng Xoài" (Đồng Xoài city), "TX. Phước Long" (Phước Long town): what is
 * written with capitals alone may have a point behind it. */
static size_t after_kind(const ct_passage *p, const ct_match *kind)
{
    bool point = ct_token_is_mark(&p->tokens, kind->end, '.') && !p->tokens.at[kind->end].space &&
                 ct_token_capitals(&p->tokens.at[kind->end - 1]);
    return kind->end + point;
}

static bool named_at(const ct_passage *p, size_t i, ct_place *out)
{
    const ct_match *cue = ct_passage_cue(p, i, CT_CUE_PLACE, -1), *inner;
    if (!is_kind(p, cue)) return false;
    *out =
        (ct_place){ .start = i, .end = cue->end, .sort = CT_PLACE_NAMED, .kind = ct_match_cue(p, cue)->text };
    inner = ct_passage_cue(p, cue->end, CT_CUE_PLACE, -1);
    if (!is_own(out->kind) && is_kind(p, inner) &&
        !is_own(ct_match_cue(p, inner)
                    ->text)) { /* "Đảng bộ huyện Phú Ninh" (party branch of Phú Ninh district) */
        const char *of = full_name(p, ct_match_cue(p, inner)->text, after_kind(p, inner), &out->end);
        out->scope = of == NULL ? NULL : ct_arena_printf(p->arena, "%s %s", out->kind, of);
        return out->scope != NULL;
    }
    const char *kind = is_own(out->kind) && out->kind[sizeof OWN - 1] == ' '
                           ? out->kind + sizeof OWN
                           : out->kind; /* "của huyện Việt Yên" (of Việt Yên district) */
    out->scope = full_name(p, kind, after_kind(p, cue), &out->end);
    if (out->scope != NULL) {
        out->kind = kind;
        return true;
    }
    out->end = cue->end;
    out->sort = CT_PLACE_OWN;
    return is_own(out->kind) && !cue->inside;
}

/* "cả nước" (the whole country); "các khu công nghiệp tỉnh Hà Nam" (the industrial parks of Hà Nam province).
 */
static bool whole_at(const ct_passage *p, size_t i, ct_place *out)
{
    const ct_match *cue = ct_passage_cue(p, i, CT_CUE_TERRITORY, -1);
    if (cue == NULL || ct_match_cue(p, cue)->text[0] == '\0') return false;
    *out =
        (ct_place){ .start = i, .end = cue->end, .sort = CT_PLACE_WHOLE, .kind = ct_match_cue(p, cue)->text };
    out->scope = out->kind;
    return true;
}

/* "Tây Ninh tăng 274,3%" (Tây Ninh grew by 274.3%): a province by its name alone, where it is no part of a
 * longer name. */
static bool bare_at(const ct_passage *p, size_t i, ct_place *out)
{
    const ct_match *province = province_at(p, i);
    bool part = i > 0 && title_case(&p->tokens.at[i - 1]) && !p->tokens.at[i].cell &&
                p->sentence[i - 1] == p->sentence[i];
    if (province == NULL || (part && ct_passage_cue_before(p, i, CT_CUE_PLACE, -1) == NULL && i > 1 &&
                             p->sentence[i - 2] == p->sentence[i]))
        return false;
    const ct_cue *named = ct_match_cue(p, province);
    if (strcmp(named->phrase, "Hồ Chí Minh") == 0)
        return false; /* a person's name, but after "thành phố" (city) */
    *out = (ct_place){ .start = i, .end = province->end, .sort = CT_PLACE_BARE, .kind = named->text };
    out->scope = ct_arena_printf(p->arena, "%s %s", named->text, named->phrase);
    return out->scope != NULL;
}

bool ct_place_at(const ct_passage *p, size_t i, ct_place *out)
{
    enum { ASKED = 1u << CT_CUE_PLACE | 1u << CT_CUE_TERRITORY | 1u << CT_CUE_PROVINCE };
    return (p->cue_classes[i] & ASKED) != 0 &&
           (named_at(p, i, out) || whole_at(p, i, out) || bare_at(p, i, out));
}

/* A dash joins names, but in a line of capitals it parts a title: "HUYỆN HẢI HẬU - NHIỆM KỲ 2020 - 2025" (HẢI
 * HẬU DISTRICT - TERM 2020 - 2025). */
static bool joins(const ct_passage *p, size_t i)
{
    const ct_match *word = ct_passage_cue(p, i, CT_CUE_PLACE, -1);
    bool dash = ct_token_is_mark(&p->tokens, i, '-') && !(i > 0 && ct_token_capitals(&p->tokens.at[i - 1]));
    return dash || ct_token_is_mark(&p->tokens, i, ',') || ct_token_is_mark(&p->tokens, i, ':') ||
           (word != NULL && strcmp(ct_match_cue(p, word)->text, JOIN) == 0);
}

/* "huyện Hàm Yên, tỉnh Tuyên Quang" (Hàm Yên district, Tuyên Quang province) is one place. */
static bool is_around(const ct_passage *p, size_t i)
{
    const ct_match *kind = ct_passage_cue(p, i, CT_CUE_PLACE, -1);
    return province_at(p, i) != NULL || (kind != NULL && strcmp(ct_match_cue(p, kind)->text, "tỉnh") == 0);
}

bool ct_place_listed(const ct_passage *p, const ct_place *one)
{
    size_t next = one->end + 1;
    bool before = one->start > 1 && joins(p, one->start - 1) && p->tokens.at[one->start - 2].upper &&
                  one->sort == CT_PLACE_NAMED && strcmp(one->kind, "tỉnh") != 0;
    bool after = next < p->tokens.n && joins(p, one->end) && !is_around(p, next) &&
                 (p->tokens.at[next].upper || ct_passage_cue(p, next, CT_CUE_PLACE, -1) != NULL);
    return before || after;
}

size_t ct_places_find(const ct_passage *p, size_t from, size_t to, ct_place *out, size_t most)
{
    size_t n = 0;
    for (size_t i = from; i < to && n < most; i++) {
        ct_place one;
        if (!ct_place_at(p, i, &one)) continue;
        if (one.end > to) break;
        one.listed = ct_place_listed(p, &one);
        out[n++] = one;
        i = one.end - 1;
    }
    return n;
}
