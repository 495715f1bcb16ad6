/* Inside documents/ only: what a spreadsheet shows for a number that it stores. */
#ifndef CT_DOCUMENTS_NUMBER_FORMAT_H
#define CT_DOCUMENTS_NUMBER_FORMAT_H

#include <stdbool.h>

enum { CT_SHOWN_SIZE = 256 };

typedef struct {
    char
        text[CT_SHOWN_SIZE]; /* as people read it, in the Vietnamese form; "" when the format shows nothing */
    bool number;  /* it is a figure; not a date, not "-" for zero, not "Năm 2023" (year 2023)             */
    double value; /* that figure as shown: 8.5 for "8,5%", 21660 for "21.660"            */
} ct_shown;

/** Show a stored number under a format code of ECMA-376 part 1, 18.8.31 ("" or NULL: General). Of codes
 * beyond it (fractions, powers of ten) the number is shown as General shows it, of text too long for a cell
 * its beginning.
 * @param from_1904 days of dates count from 1904, as in workbooks of old Macintoshes */
void ct_number_show(ct_shown *out, double stored, const char *format, bool from_1904);

/** The code behind one of Excel's numbers for formats that a file does not spell out; "" (General) for those
 * without one. */
const char *ct_number_format_built_in(long id);

#endif
