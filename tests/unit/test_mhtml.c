/* Web archives: which bytes are one, and the page that comes out. */
#include "source/mhtml.h"
#include "source_fixture.h"
#include <stdio.h>

#define RELATED                                                                                              \
    "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"                                                    \
    "Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----=_X\"\r\n\r\n"
#define PAGE "------=_X\r\nContent-Type: text/html; charset=\"utf-8\"\r\n"
#define END  "\r\n------=_X--\r\n"

static const struct {
    const char *shows;
    const char *message;
    const char *page; /* NULL: there is none */
} cases[] = {
    {"quoted-printable: bytes, joined lines, and what is no code",
     RELATED PAGE
     "Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>=E4=BB=\r\n=bb=\n=E5=8A=A1 a=ZZ b=" END,
     "<p>任务 a=ZZ b"},
    {"base64 over lines",
     RELATED PAGE "Content-Transfer-Encoding: base64\r\n\r\nPHA+5Lu7\r\n5YqhPC9wPg==" END, "<p>任务</p>"},
    {"no transfer encoding", RELATED PAGE "\r\n<p>任务</p>" END, "<p>任务</p>\r\n"},
    {"a picture stands before the page",
     RELATED "------=_X\r\nContent-Type: image/png\r\n\r\nPNG\r\n" PAGE "\r\n<p>甲" END, "<p>甲\r\n"},
    {"parts within a part",
     RELATED "------=_X\r\nContent-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\nContent-Type: "
             "text/plain\r\n\r\n甲\r\n--in\r\ncontent-type: TEXT/HTML\r\n\r\n<p>乙\r\n--in--" END,
     "<p>乙\r\n"},
    {"a message of one page", "MIME-Version: 1.0\nContent-Type: text/html\n\n<p>甲", "<p>甲"},
    {"a message that was cut", RELATED PAGE "\r\n<p>甲", "<p>甲"},
    {"a line that begins as the boundary does is text", RELATED PAGE "\r\n------=_XY\r\n<p>甲" END,
     "------=_XY\r\n<p>甲\r\n"},
    {"no page", RELATED "------=_X\r\nContent-Type: image/png\r\n\r\nPNG" END, NULL},
    {"no part", RELATED, NULL},
};

static void the_page_is_found_and_decoded(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct gk_context context;
        struct gk_source source;
        open_context(&context, NULL);
        gkplan_status status =
            gk_source_open_memory(&context, cases[i].message, strlen(cases[i].message), &source);
        if (!cases[i].page) {
            assert_int_equal(status, GKPLAN_STATUS_MALFORMED);
            assert_non_null(strstr(gkplan_error_message(context.error), "no text/html part"));
        } else {
            assert_int_equal(status, GKPLAN_STATUS_OK);
            if (!gk_string_equal(source.text, gk_string_of(cases[i].page)))
                fail_msg("%s: %.*s", cases[i].shows, (int)source.text.length, source.text.data);
            gk_source_close(&context, &source);
        }
        close_context(&context);
    }
}

static void text_that_only_begins_like_headers_is_text(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "\n",
        "2021年任务分解表\n\n甲",
        "Content-Type: text/html\n\n<p>甲",
        "MIME-Version: 1.0\n\n甲",
        "MIME-Version: 1.0\nContent-Type: multipart/related\n\n甲",
        "MIME-Version: 1.0\nContent-Type: text/html",
        "附件：任务分解表\nMIME-Version: 1.0\nContent-Type: text/html\n\n甲",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(gk_mhtml_is(gk_string_of(texts[i])));
}

static void the_part_names_its_encoding(void **state)
{
    (void)state;
    static const struct {
        const char *charset;
        const char *bytes;
        const char *encoding;
    } encodings[] = {
        {"gb2312", "=C8=CE=CE=F1=CE=D2=C3=C7", "GB18030"},
        {"big5", "=A5=F4=B0=C8", "BIG5-HKSCS"},
        {"utf-8", "=E4=BB=BB=E5=8A=A1", "UTF-8"},
        {"gb2312", "=E4=BB=BB=E5=8A=A1", "UTF-8"},
    };
    for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++) {
        struct gk_context context;
        struct gk_source source;
        char message[512];
        snprintf(message, sizeof message,
                 "MIME-Version: 1.0\nContent-Type: text/html; charset=%s\n"
                 "Content-Transfer-Encoding: quoted-printable\n\n%s",
                 encodings[i].charset, encodings[i].bytes);
        open_context(&context, NULL);
        assert_int_equal(gk_source_open_memory(&context, message, strlen(message), &source),
                         GKPLAN_STATUS_OK);
        assert_string_equal(source.encoding, encodings[i].encoding);
        assert_true(gk_string_starts(source.text, GK_STRING("任")));
        gk_source_close(&context, &source);
        close_context(&context);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_page_is_found_and_decoded),
        cmocka_unit_test(text_that_only_begins_like_headers_is_text),
        cmocka_unit_test(the_part_names_its_encoding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
