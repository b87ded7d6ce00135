/* E-mail: headers, parts, encodings, attachments, mailboxes. */
#include "load.h"

#define HEAD "From: =?utf-8?q?J=C3=BCrgen_?= =?utf-8?b?TcO8bGxlcg==?= <j@x.de>\r\n"           \
             "Subject: =?iso-8859-1?Q?Caf=E9?= talk\r\n"                                  \
             "Date: Fri, 16 Dec 2022 14:05:44 -0400\r\nMessage-ID: <1@x>\r\n"
#define SHOW "id title author date text"

static void reads_messages(void **state) {
  (void)state;
  reads("m.txt", HEAD "\r\nOne line.\r\nTwo.\r\n", SHOW,
        "m.txt|Café talk|Jürgen Müller|2022-12-16|One line.\nTwo.\n");
  reads("m.eml", HEAD "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: "
        "quoted-printable\n\nA =E9 that=\n goes on =3D\n", SHOW,
        "m.eml|Café talk|Jürgen Müller|2022-12-16|A é that goes on =\n");
  reads("m.eml", "From: a@b (Ann)\nTo: c\nSubject: s\nContent-Transfer-Encoding: base64\n\n"
        "SGVsbG8s\nIHdvcmxkLg==\n", "author text", "Ann|Hello, world.\n");
}

static void takes_the_plain_alternative(void **state) {
  (void)state;
  reads("m.eml", HEAD "Content-Type: multipart/alternative; boundary=\"b\"\n\npreamble\n--b\n"
        "Content-Type: text/plain\n\nPlain words.\n--b\nContent-Type: text/html\n\n"
        "<p>Marked words.</p>\n--b--\nepilogue\n", "text", "Plain words.\n");
  reads("m.eml", HEAD "Content-Type: multipart/alternative; boundary=b\n\n--b\n"
        "Content-Type: text/plain\n\n\n--b\nContent-Type: text/html; charset=utf-8\n\n"
        "<html><body><p>Marked words only.</p></body></html>\n--b--\n", "text",
        "Marked words only.\n");
}

static void gives_attachments(void **state) {
  (void)state;
  reads("m.eml", HEAD "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee the note.\n--b\n"
        "Content-Type: text/plain;\n name*0*=utf-8''%C3%BCber%20;\n name*1=it.txt\n"
        "Content-Disposition: attachment\n\nThe note.\n--b\nContent-Type: image/png; name=p.png\n"
        "\n...\n--b\nContent-Type: message/rfc822\n\nFrom: z\nTo: y\nSubject: Inner\n\nInside.\n"
        "--b--\n", "id title text",
        "m.eml|Café talk|See the note.\nm.eml!über it.txt||The note.\n"
        "m.eml!part-5.eml|Inner|Inside.\n");
}

static void reads_mailboxes(void **state) {
  (void)state;
  reads("all.mbox", "From a@b Fri Dec 16 14:05:44 2022\nFrom: a\nTo: b\nSubject: One\n\nFirst.\n"
        ">From here on.\n\nFrom c@d Fri Dec 16 15:05:44 2022\nFrom: c\nTo: d\nSubject: Two\n\n"
        "Second.\n", "id title text",
        "all.mbox:1|One|First.\nFrom here on.\nall.mbox:2|Two|Second.\n");
}

static void marks_the_senders_card(void **state) {
  (void)state;
  collected c = {.show = "zones"};
  assert_int_equal(collect(&c, "m.eml", gm_slice_text("From: a\nTo: b\nSubject: s\n\n"
                           "The text of it.\n-- \nAnn, Director\n"), NULL, NULL), GM_OK);
  assert_string_equal(gm_buffer_text(&c.out), "boilerplate(-- \nAnn, Director)\n");
  collected_free(&c);
}

static void refuses(void **state) {
  (void)state;
  collected c = {.show = "text"};
  gm_error err = {0};
  assert_int_equal(collect(&c, "m.eml", gm_slice_text("From: a\nTo: b\nSubject: s\n\n\n"), NULL,
                           &err), GM_FORMAT);
  assert_string_equal(err.message, "a message without text");
  gm_buffer deep = GM_BUFFER_INIT;
  gm_buffer_add_text(&deep, "From: a\nTo: b\nSubject: s\n");
  for (int i = 0; i < 60; i++)
    gm_buffer_add_format(&deep, "Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i);
  err = (gm_error){0};
  assert_int_equal(collect(&c, "m.eml", gm_buffer_slice(&deep), NULL, &err), GM_LIMIT);
  gm_buffer_free(&deep);
  collected_free(&c);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_messages), cmocka_unit_test(takes_the_plain_alternative),
      cmocka_unit_test(gives_attachments), cmocka_unit_test(reads_mailboxes),
      cmocka_unit_test(marks_the_senders_card), cmocka_unit_test(refuses)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
