/* News and texts in XML: NITF, NewsML, TEI; hostile XML. */
#include "load.h"

#define SHOW "id title date source author text"

static void reads_nitf(void **state) {
  (void)state;
  reads("n.xml", "<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<!DOCTYPE nitf SYSTEM \"nitf.dtd\">\n"
        "<nitf><head><title>T</title><docdata><doc-id id-string=\"x-1\"/><date.issue "
        "norm=\"20221216T120000Z\"/></docdata><pubdata name=\"Caf\xe9 Daily\"/></head><body><body.head>"
        "<hedline><hl1>Head &amp; line</hl1></hedline><byline>By <person>Ann Lee</person></byline>"
        "</body.head><body.content><p>First\n par.</p><hl2>Sub</hl2><p>Second &#8220;par&#8221;.</p>"
        "</body.content></body></nitf>", SHOW,
        "x-1|Head & line|2022-12-16|Café Daily|Ann Lee|Head & line\n\nFirst par.\n\nSub\n\nSecond “par”.\n");
}

static void reads_newsml(void **state) {
  (void)state;
  reads("m.xml", "<newsMessage xmlns=\"http://iptc.org/std/nar/2006-10-01/\"><itemSet><newsItem "
        "guid=\"urn:1\"><itemMeta><provider literal=\"AFP\"/></itemMeta><contentMeta><contentCreated>"
        "2020-05-04T10:00:00Z</contentCreated><by>By Bo Lin</by><headline>One</headline></contentMeta>"
        "<contentSet><inlineXML contenttype=\"application/xhtml+xml\"><html><head><title>x</title></head>"
        "<body><p>A.</p><p>B.</p></body></html></inlineXML></contentSet></newsItem><newsItem guid=\"urn:2\">"
        "<contentMeta><headline>Two</headline></contentMeta><contentSet><inlineData>Plain.\n\nMore.\n"
        "</inlineData></contentSet></newsItem></itemSet></newsMessage>", SHOW,
        "urn:1|One|2020-05-04|AFP|Bo Lin|One\n\nA.\n\nB.\nurn:2|Two||||Two\n\nPlain.\n\nMore.\n");
}

static void reads_tei(void **state) {
  (void)state;
  reads("t.xml", "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><teiHeader><fileDesc><titleStmt><title>Play"
        "</title><author>Ann</author></titleStmt><publicationStmt><publisher>P</publisher><date "
        "when=\"1998-05\"/></publicationStmt></fileDesc></teiHeader><text><body><div><head>I</head>"
        "<sp><speaker>A.</speaker><l>Line one</l><l>line two</l></sp><p>Prose <hi>here</hi>.</p></div>"
        "</body></text></TEI>", SHOW,
        "t.xml|Play|1998-05|P|Ann|I\n\nA.\nLine one\nline two\n\nProse here.\n");
}

static gm_status fails(const char *xml, const char *part) {
  collected c = {.show = "text"};
  gm_error err = {0};
  gm_status status = collect(&c, "x.xml", gm_slice_text(xml), NULL, &err);
  if (!strstr(err.message, part)) print_error("%s\n", err.message);
  assert_non_null(strstr(err.message, part));
  collected_free(&c);
  return status;
}

static void refuses(void **state) {
  (void)state;
  assert_int_equal(fails("<TEI><text><p>x</text></TEI>", "malformed XML: mismatched tag"), GM_FORMAT);
  gm_buffer laughs = GM_BUFFER_INIT;
  gm_buffer_add_text(&laughs, "<!DOCTYPE TEI [<!ENTITY a0 \"ha\">");
  for (int i = 1; i < 12; i++) {
    gm_buffer_add_format(&laughs, "<!ENTITY a%d \"", i);
    for (int k = 0; k < 10; k++) gm_buffer_add_format(&laughs, "&a%d;", i - 1);
    gm_buffer_add_text(&laughs, "\">");
  }
  gm_buffer_add_text(&laughs, "]><TEI><text><p>&a11;</p></text></TEI>");
  collected c = {.show = "text"};
  gm_read_options options = {.format = "xml"};
  gm_error err = {0};
  assert_int_equal(collect(&c, "x.xml", gm_buffer_slice(&laughs), &options, &err), GM_LIMIT);
  assert_string_equal(err.message, "XML entities that grow beyond measure");
  gm_buffer_clear(&laughs);
  gm_buffer_add_text(&laughs, "<TEI>");
  for (int i = 0; i < 3000; i++) gm_buffer_add_text(&laughs, "<div>");
  err = (gm_error){0};
  assert_int_equal(collect(&c, "x.xml", gm_buffer_slice(&laughs), NULL, &err), GM_LIMIT);
  gm_buffer_free(&laughs);
  collected_free(&c);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_nitf), cmocka_unit_test(reads_newsml),
                                     cmocka_unit_test(reads_tei), cmocka_unit_test(refuses)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
