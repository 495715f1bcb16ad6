/* For people at work on the readers: what a reader makes of a file, as render_document.h shows it.
 *
 * usage: show_document FILE... */
#include <stdio.h>

#include "render_document.h"

int main(int argc, char **argv)
{
    int failed = 0;

    for (int i = 1; i < argc; i++) {
        ct_document *document = NULL;
        ct_error err = ct_document_read(&document, argv[i]);
        ct_buffer text;
        printf("== %s\n", argv[i]);
        if (err.code != CT_OK) {
            printf("%s: %s\n", err.file, err.text);
            failed = 1;
            continue;
        }
        ct_buffer_init(&text);
        render_document(&text, document, true);
        fputs(ct_buffer_string(&text), stdout);
        ct_buffer_clear(&text);
        ct_document_free(document);
    }
    return failed;
}
