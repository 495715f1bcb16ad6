/* Reads a document, builds its series, projects them and prints the medians.
 *   cc project.c $(pkg-config --cflags --libs --static chitieu) -o project
 *   ./project "$(pkg-config --variable=datadir chitieu)" report.docx "tỉnh Bắc Giang" 2030 */
#include <chitieu/chitieu.h>
#include <stdio.h>
#include <stdlib.h>

static int fail(const chitieu_error *error)
{
    fprintf(stderr, "%s:%ld: %s\n", error->file, error->line, error->en);
    return 1;
}

static void print(const chitieu_table *projections)
{
    size_t indicator = chitieu_table_column(projections, "indicator"),
           period = chitieu_table_column(projections, "period"),
           median = chitieu_table_column(projections, "median");

    for (size_t row = 0; row < chitieu_table_rows(projections); row++) {
        char *name = chitieu_table_text(projections, row, indicator);
        printf("%s %.0f %.4g\n", name != NULL ? name : "?", chitieu_table_number(projections, row, period),
               chitieu_table_number(projections, row, median));
        chitieu_free(name);
    }
}

int main(int argc, char **argv)
{
    chitieu *library = NULL;
    chitieu_table *observations = NULL, *series = NULL, *targets = NULL, *projections = NULL;
    chitieu_error error = { CHITIEU_OK, 0, "", "", "" };
    int status = 0;

    if (argc != 5) {
        fprintf(stderr, "usage: %s DATA-FOLDER DOCUMENT SCOPE YEAR\n", argv[0]);
        return 2;
    }
    if (chitieu_open(&library, argv[1], NULL, &error) != CHITIEU_OK ||
        chitieu_extract(library, &observations, argv[2], argv[3], &error) != CHITIEU_OK ||
        chitieu_series(library, &series, &targets, observations, NULL, &error) != CHITIEU_OK ||
        chitieu_project(library, &projections, series, atol(argv[4]), NULL, &error) != CHITIEU_OK)
        status = fail(&error);
    else
        print(projections);
    chitieu_table_free(observations);
    chitieu_table_free(series);
    chitieu_table_free(targets);
    chitieu_table_free(projections);
    chitieu_close(library);
    return status;
}
