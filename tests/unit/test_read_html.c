/* HTML: blocks, what is the article, metadata. */
#include "load.h"

#define LONG                                                                             \
  "The two governments signed the agreement after months of talks, and it will take "    \
  "effect next spring, officials said on Thursday."
#define PAGE(head, body) "<!DOCTYPE html><html lang=en><head>" head "</head><body>" body "</body></html>"

static void article(void **state) {
  (void)state;
  reads("a.html",
        PAGE("<title>Pact signed | The Paper</title>",
             "<nav><a href=/>Home</a> <a href=/w>World</a></nav><div id=main><h1>Pact signed</h1>"
             "<p>" LONG "</p><h2>Next</h2><p>" LONG "</p><ul><li>one<li>two</ul></div>"
             "<div class=sidebar><a href=/1>Another story of the day</a></div>"
             "<footer>Copyright</footer><script>var x = 'no';</script>"),
        "title language zones",
        "Pact signed|en|boilerplate(Home World) title(Pact signed) heading(Next) list(one) list(two) "
        "boilerplate(Another story of the day) boilerplate(Copyright)\n");
}

static void inlines(void **state) {
  (void)state;
  reads("a.html", PAGE("", "<p>a<b>b</b>c <i>d</i>&amp;&nbsp;e<br>f</p><p>g<br><br>h</p><p hidden>no</p>"), "text",
        "abc d& e f\n\ng\n\nh\n");
  reads("a.html", PAGE("", "<table><tr><th>k<th>v<tr><td>1<td>2</table>"), "text", "k\tv\n1\t2\n");
}

static void metadata(void **state) {
  (void)state;
  reads("a.html",
        PAGE("<title>x</title><meta property=og:title content='T'><meta property=og:site_name content=S>"
             "<meta property=article:published_time content=2022-12-16T10:00:00Z><meta name=author content='Jane Doe'>"
             "<link rel=canonical href=http://x.y/z>",
             "<p>" LONG "</p>"),
        "title source date author url", "T|S|2022-12-16|Jane Doe|http://x.y/z\n");
  reads("a.html",
        PAGE("<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"L\",\"datePublished\":"
             "\"2021-01-02\",\"author\":[{\"name\":\"A\"},{\"name\":\"B\"}],\"publisher\":{\"name\":\"P\"}}</script>"
             "<meta property=og:title content='T'>",
             "<p>" LONG "</p>"),
        "title date author source", "L|2021-01-02|A; B|P\n");
  reads("a.html", PAGE("<script type=application/ld+json>{broken</script>", "<p>" LONG "</p>"), "title", "\n");
}

static void quotes_and_captions(void **state) {
  (void)state;
  reads("a.html",
        PAGE("", "<article><p>" LONG "</p><blockquote>" LONG "</blockquote><figure><img><figcaption>A ship. Photo: "
                 "X</figcaption></figure><p>" LONG "</p></article>"),
        "zones", "body(" LONG ") quote(" LONG ") caption(A ship. Photo: X)\n");
}

static void deep(void **state) {
  (void)state;
  gm_buffer page = GM_BUFFER_INIT;
  for (int i = 0; i < 3000; i++) gm_buffer_add_text(&page, "<div>");
  gm_buffer_add_text(&page, LONG);
  collected c = {.show = "text"};
  gm_read_options options = {.format = "html"};
  assert_int_equal(collect(&c, "a.html", gm_buffer_slice(&page), &options, NULL), GM_OK);
  assert_string_equal(gm_buffer_text(&c.out), LONG "\n");
  collected_free(&c);
  gm_buffer_free(&page);
}

static void refuses_what_nests_too_deeply(void **state) {
  (void)state;
  static const struct {
    const char *again;
    gm_status status;
  } cases[] = {{"<div>", GM_LIMIT}, {"<b>", GM_LIMIT},        {"<p>", GM_OK},
               {"<li>x", GM_OK},    {"<div>x</div>", GM_OK}, {"<x-y>", GM_LIMIT}};
  for (size_t i = 0; i < COUNT(cases); i++) {
    collected c = {.show = "text"};
    gm_buffer page = GM_BUFFER_INIT;
    gm_error err = {0};
    gm_buffer_add_text(&page, "<html><body><script>if (a<b) '<div>'</script>");
    for (int k = 0; k < 5000; k++) gm_buffer_add_text(&page, cases[i].again);
    gm_buffer_add_text(&page, "Words at the end.");
    assert_int_equal(collect(&c, "a.html", gm_buffer_slice(&page), NULL, &err), cases[i].status);
    if (cases[i].status != GM_OK)
      assert_string_equal(err.message, "HTML elements nested more than 4000 deep");
    gm_buffer_free(&page);
    collected_free(&c);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(refuses_what_nests_too_deeply),
      cmocka_unit_test(article), cmocka_unit_test(inlines),
                                     cmocka_unit_test(metadata), cmocka_unit_test(quotes_and_captions),
                                     cmocka_unit_test(deep)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
