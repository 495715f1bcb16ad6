#include "report/word_table.h"

#include "chart/svg.h"

void ct_word_table_begin(ct_word_table *table)
{
    static const char *const edges[] = { "top", "left", "bottom", "right", "insideH", "insideV" };
    double sum = 0;
    long left = table->width;

    for (size_t i = 0; i < table->n; i++) sum += table->weights[i];
    for (size_t i = 0; i < table->n; i++) {
        table->widths[i] = i + 1 < table->n ? (long)((double)table->width * table->weights[i] / sum)
                                            : left; /* the last takes what rounding leaves */
        left -= table->widths[i];
    }
    ct_buffer_printf(
        table->to,
        "<w:tbl><w:tblPr><w:tblW w:w=\"%ld\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>",
        table->width);
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++)
        ct_buffer_printf(table->to, "<w:%s w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>",
                         edges[i]);
    ct_buffer_text(
        table->to,
        "</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"50\" w:type=\"dxa\"/><w:right w:w=\"50\" "
        "w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>");
    for (size_t i = 0; i < table->n; i++)
        ct_buffer_printf(table->to, "<w:gridCol w:w=\"%ld\"/>", table->widths[i]);
    ct_buffer_text(table->to, "</w:tblGrid>");
}

void ct_word_table_end(ct_word_table *table)
{
    ct_buffer_text(table->to, "</w:tbl>");
}

void ct_word_row(ct_word_table *table, bool head)
{
    table->column = 0;
    table->head = head;
    ct_buffer_printf(table->to, "<w:tr><w:trPr><w:cantSplit/>%s</w:trPr>", head ? "<w:tblHeader/>" : "");
}

void ct_word_row_end(ct_word_table *table)
{
    ct_buffer_text(table->to, "</w:tr>\n");
}

void ct_word_cell(ct_word_table *table, const char *text, const char *raised)
{
    static const char *const sides[] = {
        [CT_CELL_LEFT] = "left", [CT_CELL_CENTRE] = "center", [CT_CELL_RIGHT] = "right"
    };
    ct_cell_side side = table->head ? CT_CELL_CENTRE : table->sides[table->column];
    const char *bold = table->head ? "<w:b/>" : "";

    ct_buffer_printf(
        table->to,
        "<w:tc><w:tcPr><w:tcW w:w=\"%ld\" w:type=\"dxa\"/>%s</w:tcPr><w:p><w:pPr><w:spacing w:before=\"20\" w:after=\"20\" w:line=\"240\" "
        "w:lineRule=\"auto\"/><w:ind w:left=\"0\" w:right=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"%s\"/></w:pPr><w:r><w:rPr>%s<w:sz "
        "w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr><w:t xml:space=\"preserve\">",
        table->widths[table->column], table->head ? "<w:vAlign w:val=\"center\"/>" : "", sides[side], bold,
        table->size, table->size);
    ct_xml_text(table->to, text);
    ct_buffer_text(table->to, "</w:t></w:r>");
    if (raised != NULL) {
        ct_buffer_printf(table->to,
                         "<w:r><w:rPr><w:sz w:val=\"%d\"/><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>",
                         table->size);
        ct_xml_text(table->to, raised);
        ct_buffer_text(table->to, "</w:t></w:r>");
    }
    ct_buffer_text(table->to, "</w:p></w:tc>");
    table->column++;
}
