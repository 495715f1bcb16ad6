/* The encodings before Unicode, and what tells sound Vietnamese from damage. The bytes were made from the
 * Unicode text by other programs: glibc's iconv (VISCII), Python (Windows-1258), and tables of VNI, VPS (as
 * Unikey has them) and of RFC 1456 (VIQR). */
#include "cmocka_all.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "documents/document.h"
#include "documents/encodings.h"
#include "documents/ocr.h"
#include "documents/pgm.h"
#include "documents/reader.h"
#include "documents/syllable.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char sentence[] =
    "Đến năm 2025, tỷ lệ hộ nghèo của tỉnh còn dưới 1,2%; kim ngạch xuất khẩu đạt 25.700 triệu USD, thu "
    "nhập bình quân đầu người tăng gấp đôi, những xã khó khăn ở vùng đồi được hỗ trợ xây dựng nhà ở, trạm "
    "y tế, quỹ đất và nước sạch.";

static const struct {
    ct_old_encoding encoding;
    const char *bytes;
} sentences[] = {
    { CT_OLD_VNI,
      "\xD1"
      "e\xE1n na\xEAm 2025, ty\xFB le\xE4 ho\xE4 nghe\xF8o cu\xFB"
      "a t\xE6nh co\xF8n d\xF6\xF4\xF9i 1,2%; kim nga\xEF"
      "ch xua\xE1t kha\xE5u \xF1"
      "a\xEFt 25.700 trie\xE4u USD, thu nha\xE4p b\xECnh qua\xE2n \xF1"
      "a\xE0u ng\xF6\xF4\xF8i t"
      "a\xEAng ga\xE1p \xF1o\xE2i, nh\xF6\xF5ng xa\xF5 kho\xF9 kha\xEAn \xF4\xFB vu\xF8ng \xF1o\xE0i \xF1\xF6\xF4\xEF"
      "c ho\xE3"
      " tr\xF4\xEF xa\xE2y d\xF6\xEFng nha\xF8 \xF4\xFB, tra\xEFm y te\xE1, quy\xF5 \xF1"
      "a\xE1t va\xF8 n\xF6\xF4\xF9"
      "c sa"
      "\xEF"
      "ch.\x0A" },
    { CT_OLD_VISCII,
      "\xD0\xAAn n\xE5m 2025, t\xD6 l\xAE h\xB5 ngh\xE8o c\xFC"
      "a t\xEFnh c\xF2n d\xDF\xBEi 1,2%; kim ng\xD5"
      "ch xu\xA4t kh"
      "\xA6u \xF0\xD5t 25.700 tri\xAEu USD, thu nh\xA7p b\xECnh qu\xE2n \xF0\xA5u ng\xDF\xB6i t\xE5ng g\xA4p \xF0\xF4i, nh\xE6"
      "ng x\xE3 kh\xF3 kh\xE5n \xB7 v\xF9ng \xF0\xB0i \xF0\xDF\xFE"
      "c h\xB2 tr\xFE x\xE2y d\xF1ng nh\xE0 \xB7, tr\xD5m y t\xAA"
      ", qu\xDB \xF0\xA4t v\xE0 n\xDF\xBE"
      "c s\xD5"
      "ch.\x0A" },
    { CT_OLD_VPS,
      "\xF1\x89n n\xE6m 2025, t\x9B l\x8C h\xB6 ngh\xE8o c\xFB"
      "a t\xCCnh c\xF2n d\xDC\xA7i 1,2%; kim ng\xE5"
      "ch xu\xC3t kh"
      "\xC4u \xC7\xE5t 25.700 tri\x8Cu USD, thu nh\xC6p b\xECnh qu\xE2n \xC7\xC0u ng\xDC\xA9i t\xE6ng g\xC3p \xC7\xF4i, nh\xBB"
      "ng x\xE3 kh\xF3 kh\xE6n \xAA v\xF9ng \xC7\xD2i \xC7\xDC\xAE"
      "c h\x87 tr\xAE x\xE2y d\xBFng nh\xE0 \xAA, tr\xE5m y t\x89"
      ", qu\xCF \xC7\xC3t v\xE0 n\xDC\xA7"
      "c s\xE5"
      "ch.\x0A" },
    { CT_OLD_1258,
      "\xD0\xEA\xECn n\xE3m 2025, ty\xD2 l\xEA\xF2 h\xF4\xF2 ngh\xE8o cu\xD2"
      "a ti\xD2nh co\xCCn d\xFD\xF5\xECi 1,2%; kim ng"
      "a\xF2"
      "ch xu\xE2\xECt kh\xE2\xD2u \xF0"
      "a\xF2t 25.700 tri\xEA\xF2u USD, thu nh\xE2\xF2p bi\xCCnh qu\xE2n \xF0\xE2\xCC"
      "u ng\xFD\xF5\xCCi t\xE3ng g\xE2\xECp \xF0\xF4i, nh\xFD\xDEng xa\xDE kh\xF3 kh\xE3n \xF5\xD2 v\xF9ng \xF0\xF4\xCCi \xF0"
      "\xFD\xF5\xF2"
      "c h\xF4\xDE tr\xF5\xF2 x\xE2y d\xFD\xF2ng nh\xE0 \xF5\xD2, tra\xF2m y t\xEA\xEC, quy\xDE \xF0\xE2\xECt "
      "v\xE0 n\xFD\xF5\xEC"
      "c sa\xF2"
      "ch.\x0A" },
    { CT_OLD_VIQR,
      "DDe^'n na(m 2025, ty\? le^. ho^. nghe`o cu\?a ti\?nh co`n du+o+'i 1,2%; kim nga.ch xua^'t kha^\?u dda.t 25.700 trie^.u"
      " USD, thu nha^.p bi`nh qua^n dda^`u ngu+o+`i ta(ng ga^'p ddo^i, nhu+~ng xa~ kho' kha(n o+\? vu`ng ddo^`i ddu+o+.c ho^~"
      " tro+. xa^y du+.ng nha` o+\?, tra.m y te^', quy~ dda^'t va` nu+o+'c sa.ch.\x0A" },
};

/* Every letter with a mark. */
static const char letters[] =
    "À,Á,Â,Ã,È,É,Ê,Ì,Í,Ò,Ó,Ô,Õ,Ù,Ú,Ý,à,á,â,ã,è,é,ê,ì,í,ò,ó,ô,õ,ù,ú,ý,Ă,ă,Đ,đ,Ĩ,ĩ,Ũ,ũ,Ơ,ơ,Ư,ư,Ạ,ạ,Ả,ả,Ấ,ấ,Ầ,ầ,Ẩ,ẩ,Ẫ,"
    "ẫ,Ậ,ậ,Ắ,ắ,Ằ,ằ,Ẳ,ẳ,Ẵ,ẵ,Ặ,ặ,Ẹ,ẹ,Ẻ,ẻ,Ẽ,ẽ,Ế,ế,Ề,ề,Ể,ể,Ễ,ễ,Ệ,ệ,Ỉ,ỉ,Ị,ị,Ọ,ọ,Ỏ,ỏ,Ố,ố,Ồ,ồ,Ổ,ổ,Ỗ,ỗ,Ộ,ộ,Ớ,ớ,Ờ,ờ,Ở,ở,Ỡ,ỡ,"
    "Ợ,ợ,Ụ,ụ,Ủ,ủ,Ứ,ứ,Ừ,ừ,Ử,ử,Ữ,ữ,Ự,ự,Ỳ,ỳ,Ỵ,ỵ,Ỷ,ỷ,Ỹ,ỹ,";

static const struct {
    ct_old_encoding encoding;
    const char *bytes;
} alphabets[] = {
    { CT_OLD_VNI,
      "A\xD8,A\xD9,A\xC2,A\xD5,E\xD8,E\xD9,E\xC2,\xCC,\xCD,O\xD8,O\xD9,O\xC2,O\xD5,U\xD8,U\xD9,Y\xD9,a\xF8,a\xF9,a\xE2,a\xF5,"
      "e\xF8,e\xF9,e\xE2,\xEC,\xED,o\xF8,o\xF9,o\xE2,o\xF5,u\xF8,u\xF9,y\xF9,A\xCA,a\xEA,\xD1,\xF1,\xD3,\xF3,U\xD5,u\xF5,\xD4"
      ",\xF4,\xD6,\xF6,A\xCF,a\xEF,A\xDB,a\xFB,A\xC1,a\xE1,A\xC0,a\xE0,A\xC5,a\xE5,A\xC3,a\xE3,A\xC4,a\xE4,A\xC9,a\xE9,A\xC8,"
      "a\xE8,A\xDA,a\xFA,A\xDC,a\xFC,A\xCB,a\xEB,E\xCF,e\xEF,E\xDB,e\xFB,E\xD5,e\xF5,E\xC1,e\xE1,E\xC0,e\xE0,E\xC5,e\xE5,E\xC3"
      ",e\xE3,E\xC4,e\xE4,\xC6,\xE6,\xD2,\xF2,O\xCF,o\xEF,O\xDB,o\xFB,O\xC1,o\xE1,O\xC0,o\xE0,O\xC5,o\xE5,O\xC3,o\xE3,O\xC4,o"
      "\xE4,\xD4\xD9,\xF4\xF9,\xD4\xD8,\xF4\xF8,\xD4\xDB,\xF4\xFB,\xD4\xD5,\xF4\xF5,\xD4\xCF,\xF4\xEF,U\xCF,u\xEF,U\xDB,u\xFB"
      ",\xD6\xD9,\xF6\xF9,\xD6\xD8,\xF6\xF8,\xD6\xDB,\xF6\xFB,\xD6\xD5,\xF6\xF5,\xD6\xCF,\xF6\xEF,Y\xD8,y\xF8,\xCE,\xEE,Y\xDB"
      ",y\xFB,Y\xD5,y\xF5," },
    { CT_OLD_VISCII,
      "\xC0,\xC1,\xC2,\xC3,\xC8,\xC9,\xCA,\xCC,\xCD,\xD2,\xD3,\xD4,\xA0,\xD9,\xDA,\xDD,\xE0,\xE1,\xE2,\xE3,\xE8,\xE9,\xEA,\xEC"
      ",\xED,\xF2,\xF3,\xF4,\xF5,\xF9,\xFA,\xFD,\xC5,\xE5,\xD0,\xF0,\xCE,\xEE,\x9D,\xFB,\xB4,\xBD,\xBF,\xDF,\x80,\xD5,\xC4,\xE4"
      ",\x84,\xA4,\x85,\xA5,\x86,\xA6,\x06,\xE7,\x87,\xA7,\x81,\xA1,\x82,\xA2,\x02,\xC6,\x05,\xC7,\x83,\xA3,\x89,\xA9,\xCB,\xEB"
      ",\x88,\xA8,\x8A,\xAA,\x8B,\xAB,\x8C,\xAC,\x8D,\xAD,\x8E,\xAE,\x9B,\xEF,\x98,\xB8,\x9A,\xF7,\x99,\xF6,\x8F,\xAF,\x90,\xB0"
      ",\x91,\xB1,\x92,\xB2,\x93,\xB5,\x95,\xBE,\x96,\xB6,\x97,\xB7,\xB3,\xDE,\x94,\xFE,\x9E,\xF8,\x9C,\xFC,\xBA,\xD1,\xBB,\xD7"
      ",\xBC,\xD8,\xFF,\xE6,\xB9,\xF1,\x9F,\xCF,\x1E,\xDC,\x14,\xD6,\x19,\xDB," },
    { CT_OLD_VPS,
      "\x80,\xC1,\xC2,\x82,\xD7,\xC9,\xCA,\xB5,\xB4,\xBC,\xB9,\xD4,\xBE,\xA8,\xDA,\xDD,\xE0,\xE1,\xE2,\xE3,\xE8,\xE9,\xEA,\xEC"
      ",\xED,\xF2,\xF3,\xF4,\xF5,\xF9,\xFA,\x9A,\x88,\xE6,\xF1,\xC7,\xB8,\xEF,\xAC,\xDB,\xF7,\xD6,\xD0,\xDC,\x02,\xE5,\x81,\xE4"
      ",\x83,\xC3,\x84,\xC0,\x85,\xC4,\x1C,\xC5,\x03,\xC6,\x8D,\xA1,\x8E,\xA2,\x8F,\xA3,\xF0,\xA4,\x04,\xA5,\x05,\xCB,\xDE,\xC8"
      ",\xFE,\xEB,\x90,\x89,\x93,\x8A,\x94,\x8B,\x95,\xCD,\x06,\x8C,\xB7,\xCC,\x10,\xCE,\x11,\x86,\xBD,\xD5,\x96,\xD3,\x97,\xD2"
      ",\x98,\xB0,\x99,\x87,\x12,\xB6,\x9D,\xA7,\x9E,\xA9,\x9F,\xAA,\xA6,\xAB,\x13,\xAE,\x14,\xF8,\xD1,\xFB,\xAD,\xD9,\xAF,\xD8"
      ",\xB1,\xBA,\x1D,\xBB,\x15,\xBF,\xB2,\xFF,\x19,\x9C,\xFD,\x9B,\xB3,\xCF," },
    { CT_OLD_1258,
      "\xC0,\xC1,\xC2,A\xDE,\xC8,\xC9,\xCA,I\xCC,\xCD,O\xCC,\xD3,\xD4,O\xDE,\xD9,\xDA,Y\xEC,\xE0,\xE1,\xE2,a\xDE,\xE8,\xE9,\xEA"
      ",i\xCC,\xED,o\xCC,\xF3,\xF4,o\xDE,\xF9,\xFA,y\xEC,\xC3,\xE3,\xD0,\xF0,I\xDE,i\xDE,U\xDE,u\xDE,\xD5,\xF5,\xDD,\xFD,A\xF2"
      ",a\xF2,A\xD2,a\xD2,\xC2\xEC,\xE2\xEC,\xC2\xCC,\xE2\xCC,\xC2\xD2,\xE2\xD2,\xC2\xDE,\xE2\xDE,\xC2\xF2,\xE2\xF2,\xC3\xEC,"
      "\xE3\xEC,\xC3\xCC,\xE3\xCC,\xC3\xD2,\xE3\xD2,\xC3\xDE,\xE3\xDE,\xC3\xF2,\xE3\xF2,E\xF2,e\xF2,E\xD2,e\xD2,E\xDE,e\xDE,\xCA"
      "\xEC,\xEA\xEC,\xCA\xCC,\xEA\xCC,\xCA\xD2,\xEA\xD2,\xCA\xDE,\xEA\xDE,\xCA\xF2,\xEA\xF2,I\xD2,i\xD2,I\xF2,i\xF2,O\xF2,o\xF2"
      ",O\xD2,o\xD2,\xD4\xEC,\xF4\xEC,\xD4\xCC,\xF4\xCC,\xD4\xD2,\xF4\xD2,\xD4\xDE,\xF4\xDE,\xD4\xF2,\xF4\xF2,\xD5\xEC,\xF5\xEC"
      ",\xD5\xCC,\xF5\xCC,\xD5\xD2,\xF5\xD2,\xD5\xDE,\xF5\xDE,\xD5\xF2,\xF5\xF2,U\xF2,u\xF2,U\xD2,u\xD2,\xDD\xEC,\xFD\xEC,\xDD"
      "\xCC,\xFD\xCC,\xDD\xD2,\xFD\xD2,\xDD\xDE,\xFD\xDE,\xDD\xF2,\xFD\xF2,Y\xCC,y\xCC,Y\xF2,y\xF2,Y\xD2,y\xD2,Y\xDE,y\xDE," },
    { CT_OLD_VIQR,
      "A`,A',A^,A~,E`,E',E^,I`,I',O`,O',O^,O~,U`,U',Y',a`,a',a^,a~,e`,e',e^,i`,i',o`,o',o^,o~,u`,u',y',A(,a(,DD,dd,I~,i~,U~,u"
      "~,O+,o+,U+,u+,A.,a.,A\?,a\?,A^',a^',A^`,a^`,A^\?,a^\?,A^~,a^~,A^.,a^.,A(',a(',A(`,a(`,A(\?,a(\?,A(~,a(~,A(.,a(.,E.,e.,"
      "E\?,e\?,E~,e~,E^',e^',E^`,e^`,E^\?,e^\?,E^~,e^~,E^.,e^.,I\?,i\?,I.,i.,O.,o.,O\?,o\?,O^',o^',O^`,o^`,O^\?,o^\?,O^~,o^~,"
      "O^.,o^.,O+',o+',O+`,o+`,O+\?,o+\?,O+~,o+~,O+.,o+.,U.,u.,U\?,u\?,U+',u+',U+`,u+`,U+\?,u+\?,U+~,u+~,U+.,u+.,Y`,y`,Y.,y.,"
      "Y\?,y\?,Y~,y~," },
};

static ct_document *read(const char *bytes)
{
    ct_document *document = NULL;

    assert_ct_ok(ct_document_parse(&document, "sample.txt", bytes, strlen(bytes)));
    return document;
}

static void test_sentences(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(sentences); i++) {
        ct_document *document = read(sentences[i].bytes);
        assert_string_equal(document->encoding, ct_old_encoding_name(sentences[i].encoding));
        assert_string_equal(document->lines[0].text, sentence);
        assert_int_equal(document->n_unread, 0);
        ct_document_free(document);
    }
}

/* The same codes saved as the Latin letters they look like: Windows-1252 read as such, but for the few codes
 * it has not. */
static void test_saved_as_utf8(void **state)
{
    (void)state;
    ct_document *document =
        read("Ñeán naêm 2025, tyû leä hoä ngheøo cuûa tænh coøn döôùi 1,2%; nhöõng xaõ khoù khaên\n");
    assert_string_equal(document->encoding, "VNI");
    assert_string_equal(document->lines[0].text,
                        "Đến năm 2025, tỷ lệ hộ nghèo của tỉnh còn dưới 1,2%; những xã khó khăn");
    ct_document_free(document);
}

static void test_alphabets(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(alphabets); i++) {
        size_t replaced = 0;
        ct_buffer text;
        ct_buffer_init(&text);
        assert_ct_ok(ct_old_decode(alphabets[i].encoding, alphabets[i].bytes, strlen(alphabets[i].bytes),
                                   false, &text, &replaced));
        if (strcmp(ct_buffer_string(&text), letters) != 0 || replaced != 0)
            fail_msg("%s: %zu replaced, %s", ct_old_encoding_name(alphabets[i].encoding), replaced,
                     ct_buffer_string(&text));
        ct_buffer_clear(&text);
    }
}

static void test_left_alone(void **state)
{
    static const char *const texts[] = {
        "Tỷ lệ hộ nghèo của tỉnh còn dưới 1,2%; những xã khó khăn ở vùng đồi.\n",
        "Ty le ho ngheo cua tinh con duoi 1,2%. Nhung xa kho khan o vung doi. Den nam 2025 dat 3%.\n",
        "Don't ask (again) what the plan's a target of: it isn't e^x, o.k.? The rate of growth is 3.5%.\n",
        "L'été à Paris où dé là, très élevé déjà: 3,5 % de la récolte là-bas, ça coûte plus cher.\n",
        "Ty 1é hd ngheo nim 2023 con 2,6%; kim ngach xuat khâu dat 25.700 triéu USD, ting 12%\n",
        "GRDP;13,5;14,5\nPCI;62,3\n",
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        ct_document *document = read(texts[i]);
        if (strcmp(document->encoding, "UTF-8") != 0 || document->n_unread != 0)
            fail_msg("%s, %zu: %s", document->encoding, document->n_unread, texts[i]);
        ct_document_free(document);
    }
}

static void test_never_in_silence(void **state)
{
    char said[400];
    /* TCVN3's letters moved by one code, which nobody uses: bytes, and as UTF-8. */
    static const char *const texts[] = {
        "T\xFCl l\xD7 h\xEA ngh\xCDo c\xF2"
        "a t\xD9nh l\xB6 3,5 %, n\xA9m 2025 c\xB9"
        "c x\xB8 \xAF\xBAt v\xB6 kh\xAE kh\xA9n\n",
        "Tül l× hê nghÍo còa tÙnh l¶ 3,5 %, n©m 2025 c¹c x¸ ¯ºt v¶ kh® kh©n nh÷ng x¸\n"
    };

    (void)state;
    for (size_t i = 0; i < COUNT(texts); i++) {
        ct_document *document = read(texts[i]);
        if (document->n_unread != 1)
            fail_msg("text %zu: %s, %s", i, document->encoding, document->lines[0].text);
        assert_int_equal(document->unread[0].kind, CT_UNREAD_FONT);
        assert_true(ct_unread_say(said, sizeof said, &document->unread[0], CT_EN));
        assert_non_null(strstr(said, "old font"));
        ct_document_free(document);
    }
}

static void test_fonts(void **state)
{
    static const struct {
        const char *font;
        int encoding; /* -1: none */
        bool capitals;
    } fonts[] = { { ".VnTime", CT_OLD_TCVN3, false },
                  { ".VnTimeH", CT_OLD_TCVN3, true },
                  { ".vnArial", CT_OLD_TCVN3, false },
                  { "VNI-Times", CT_OLD_VNI, false },
                  { "VPS Times", CT_OLD_VPS, false },
                  { "Times New Roman", -1, false },
                  { "", -1, false },
                  { ".V", -1, false } };

    (void)state;
    for (size_t i = 0; i < COUNT(fonts); i++) {
        ct_old_encoding found = CT_OLD_COUNT;
        bool capitals = false;
        assert_int_equal(ct_old_encoding_of_font(fonts[i].font, &found, &capitals), fonts[i].encoding >= 0);
        if (fonts[i].encoding >= 0) assert_int_equal(found, fonts[i].encoding);
        assert_int_equal(capitals, fonts[i].capitals);
    }
}

static void test_syllables(void **state)
{
    static const char *const sound[] = { "nghiêng", "NGHIỆP", "quốc",  "quỹ",        "hòa",        "hoà",
                                         "giếng",   "gì",     "khuỷu", "yếu",        "ở",          "đường",
                                         "Tỷ",      "tỉ",     "huyện", "x\xC3\xA2y", "xa\xCC\x83", "thuở",
                                         "kiểm",    "ngành",  "ghế",   "qua",        "quyền",      "rượu",
                                         "xoong",   "giữ" };
    static const char *const not [] = { "phat",   "cac",  "nă",  "trươ1", "thuc",  "ngiêp", "kông",    "ceo",
                                        "hd",     "thwc", "đ",   "ng",    "dưới1", "àà",    "ăn2",     "plan",
                                        "growth", "Tû",   "hé1", "vµ",    "tiếến", "",      "nghiêngg" };

    (void)state;
    for (size_t i = 0; i < COUNT(sound); i++)
        if (!ct_syllable_is(sound[i], strlen(sound[i]), NULL)) fail_msg("%s is a syllable", sound[i]);
    for (size_t i = 0; i < COUNT(not ); i++)
        if (ct_syllable_is(not [i], strlen(not [i]), NULL)) fail_msg("%s is none", not [i]);
}

static void test_bad_layers(void **state)
{
    static const struct {
        const char *text;
        bool bad;
    } layers[] = {
        { sentence, false },
        { "Tố c đ ộ tă ng trư ở ng GRDP nă m 2023 đ ạ t 13,45%; tỷ lệ hộ nghè o cò n 2,63%; kim ngạ ch xuấ t khẩ u đ ạ t 25.700 triệ u USD. Thu nhậ p bì nh quâ n",
          true },
        { "Chuong trinh hanh déng thyc hién Nghi quyét Dai hoi dai biéu Pang bd tinh lan thir XIX, cong tac kiém tra, giam sat viéc thuc hién két luan phat",
          true },
        { "The rate of growth of the province in the year is from the report of the committee and that was for the plan by which the targets are set in law",
          false },
        { "UBND, HĐND, GRDP, PCI, FDI, ODA, KT-XH, QP-AN 15-CTr/TU 25-NQ/TW 1.200 ha, 35 kg, 40 km, 12 MW",
          false },
        { "Biểu 1", false },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(layers); i++) {
        ct_spelling spelling = { 0 };
        ct_spelling_add(&spelling, layers[i].text, strlen(layers[i].text));
        if (ct_spelling_is_bad(&spelling) != layers[i].bad)
            fail_msg("%zu sound of %zu words, %zu English: %s", spelling.sound, spelling.words,
                     spelling.english, layers[i].text);
    }
}

/* A page of three words on two lines, as tesseract gives it upright, turned to each side, upside down, and
 * askew. */
static void test_tsv(void **state)
{
    static const struct {
        const char *name, *tsv;
        double x, y; /* of the head of the first word once upright, to a dot */
    } cases[] = {
        { "upright",
          "1\t1\t0\t0\t0\t0\t0\t0\t200\t400\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t30\t10\t96.1\tTỷ\n5\t1\t1\t1\t1\t2\t50\t20\t30\t10\t95\tlệ\n"
          "5\t1\t1\t1\t2\t1\t10\t40\t30\t10\t95\t13,45%\n5\t1\t1\t1\t2\t2\t80\t40\t3\t3\t2.5\t;\n",
          10, 20 },
        { "turned right",
          "1\t1\t0\t0\t0\t0\t0\t0\t400\t200\t-1\t\n5\t1\t1\t1\t1\t1\t370\t10\t10\t30\t96\tTỷ\n5\t1\t1\t1\t1\t2\t370\t50\t10\t30\t95\tlệ\n"
          "5\t1\t1\t1\t2\t1\t350\t10\t10\t30\t95\t13,45%\n",
          10, 20 },
        { "turned left",
          "1\t1\t0\t0\t0\t0\t0\t0\t400\t200\t-1\t\n5\t1\t1\t1\t1\t1\t20\t160\t10\t30\t96\tTỷ\n5\t1\t1\t1\t1\t2\t20\t120\t10\t30\t95\tlệ\n"
          "5\t1\t1\t1\t2\t1\t40\t160\t10\t30\t95\t13,45%\n",
          10, 20 },
        { "upside down",
          "1\t1\t0\t0\t0\t0\t0\t0\t200\t400\t-1\t\n5\t1\t1\t1\t1\t1\t160\t370\t30\t10\t96\tTỷ\n5\t1\t1\t1\t1\t2\t120\t370\t30\t10\t95\tlệ\n"
          "5\t1\t1\t1\t2\t1\t160\t350\t30\t10\t95\t13,45%\n",
          10, 20 },
        { "askew",
          "1\t1\t0\t0\t0\t0\t0\t0\t200\t400\t-1\t\n5\t1\t1\t1\t1\t1\t10\t20\t30\t10\t96\tTỷ\n5\t1\t1\t1\t1\t2\t50\t22\t30\t10\t95\tlệ\n"
          "5\t1\t1\t1\t2\t1\t10\t40\t30\t10\t95\t13,45%\nrubbish\n5\t1\t1\t1\t2\tx\t1\t1\t1\t1\t95\tz\n",
          10, 19.3 },
    };

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++) {
        ct_arena *arena = ct_arena_new();
        ct_page *pages;
        size_t n;
        assert_ct_ok(ct_tsv_parse(arena, cases[i].tsv, strlen(cases[i].tsv), 7, &pages, &n));
        assert_int_equal(n, 1);
        assert_int_equal(pages[0].number, 7);
        if (pages[0].n != 3 || !(pages[0].width == 200 && pages[0].height == 400))
            fail_msg("%s: %zu words, %g x %g", cases[i].name, pages[0].n, pages[0].width, pages[0].height);
        const ct_page_word *first = &pages[0].words[0], *second = &pages[0].words[1];
        if (!(first->x0 > cases[i].x - 1 && first->x0 < cases[i].x + 1 && first->y0 > cases[i].y - 1 &&
              first->y0 < cases[i].y + 1))
            fail_msg("%s: the first word stands at %g, %g", cases[i].name, first->x0, first->y0);
        if (!(second->x0 > first->x1 && second->y0 - first->y0 < 0.5 && first->y0 - second->y0 < 0.5))
            fail_msg("%s: one line has two heights", cases[i].name);
        ct_arena_free(arena);
    }
}

/* One line: "Quy" whose box reaches down to the next line, digits without descenders, a note's digit that is
 * raised, and rules between cells. */
static void test_tsv_line(void **state)
{
    static const char tsv[] =
        "1\t1\t0\t0\t0\t0\t0\t0\t2000\t400\t-1\t\n5\t1\t1\t1\t1\t1\t10\t100\t98\t92\t96\tQuy\n5\t1\t1\t1\t1\t2\t120\t100\t74\t42\t95\tmô\n"
        "5\t1\t1\t1\t1\t3\t210\t103\t40\t33\t95\t29\n5\t1\t1\t1\t1\t4\t260\t100\t80\t42\t95\tnăm\n5\t1\t1\t1\t1\t5\t345\t96\t10\t18\t95\t1\n"
        "5\t1\t1\t1\t1\t6\t400\t100\t4\t44\t95\t|\n5\t1\t1\t1\t1\t7\t420\t100\t100\t42\t95\t2021|\n";
    static const char *const texts[] = { "Quy", "mô", "29", "năm", "1", "2021" };
    ct_arena *arena = ct_arena_new();
    ct_page *pages;
    size_t n;

    (void)state;
    assert_ct_ok(ct_tsv_parse(arena, tsv, strlen(tsv), 1, &pages, &n));
    assert_int_equal(pages[0].n, COUNT(texts));
    for (size_t i = 0; i < COUNT(texts); i++) {
        const ct_page_word *word = &pages[0].words[i], *first = &pages[0].words[0];
        if (word->len != strlen(texts[i]) || memcmp(word->text, texts[i], word->len) != 0)
            fail_msg("word %zu is not %s", i, texts[i]);
        bool note = word->len == 1,
             even = fabs(word->y0 - first->y0) < 0.5 && fabs(word->y1 - first->y1) < 0.5;
        if (even == note)
            fail_msg("%s stands at %g to %g, the first word at %g to %g", texts[i], word->y0, word->y1,
                     first->y0, first->y1);
    }
    assert_true(pages[0].words[5].x1 < 520 - 1); /* less wide by its rule */
    ct_arena_free(arena);
}

static void test_dust(void **state)
{
    enum { SIDE = 60 };
    char page[SIDE * SIDE + 32], before[sizeof page];
    int head = snprintf(page, sizeof page, "P5\n%d %d\n255\n", SIDE, SIDE);
    size_t n = (size_t)head + SIDE * SIDE;
    unsigned char *dots = (unsigned char *)page + head;

    (void)state;
    memset(dots, 255, SIDE * SIDE);
    assert_true(ct_pgm_is_blank(page, n));
    for (size_t y = 10; y < 30; y++) memset(dots + y * SIDE + 10, 0, 4); /* a stroke */
    assert_false(ct_pgm_is_blank(page, n));
    memcpy(before, page, n);
    ct_pgm_clean(page, n);
    assert_memory_equal(page, before, n); /* a clean page stays */
    for (size_t y = 35; y < 55; y += 4)
        for (size_t x = 5; x < 55; x += 4) dots[y * SIDE + x] = 0;
    ct_pgm_clean(page, n);
    assert_int_equal(dots[35 * SIDE + 5], 255);
    assert_int_equal(dots[20 * SIDE + 11], 0);
    ct_pgm_clean(page, (size_t)head + 5); /* cut short */
    ct_pgm_clean(page, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_saved_as_utf8),
        cmocka_unit_test(test_alphabets),
        cmocka_unit_test(test_left_alone),
        cmocka_unit_test(test_never_in_silence),
        cmocka_unit_test(test_fonts),
        cmocka_unit_test(test_syllables),
        cmocka_unit_test(test_bad_layers),
        cmocka_unit_test(test_tsv),
        cmocka_unit_test(test_tsv_line),
        cmocka_unit_test(test_dust),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
