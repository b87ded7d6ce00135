/* SHA-256 against the examples of FIPS 180-4 and NIST's byte-oriented vectors. */
#include "test.h"
#include "base/sha256.h"

static void known_digests(void **state) {
  static const struct {
    const char *text, *hex;
  } cases[] = {
      {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
      {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
      {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
       "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
      {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
       "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
       "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
  };
  (void)state;
  for (size_t i = 0; i < COUNT(cases); i++) {
    char hex[65];
    gm_sha256_hex(gm_slice_text(cases[i].text), hex);
    assert_string_equal(hex, cases[i].hex);
  }
}

static void pieces_make_the_whole(void **state) {
  (void)state;
  static char text[300];
  unsigned char whole[32], pieces[32];
  gm_sha256 hash;
  for (size_t i = 0; i < sizeof text; i++) text[i] = (char)(i * 31);
  for (size_t size = 0; size <= sizeof text; size++) {
    gm_sha256_init(&hash);
    gm_sha256_add(&hash, text, size);
    gm_sha256_end(&hash, whole);
    gm_sha256_init_portable(&hash);
    gm_sha256_add(&hash, text, size / 3);
    gm_sha256_add(&hash, text + size / 3, size - size / 3);
    gm_sha256_end(&hash, pieces);
    assert_memory_equal(whole, pieces, sizeof whole);
  }
}

static void a_million_letters(void **state) {
  (void)state;
  char text[1000];
  unsigned char digest[32];
  static const unsigned char expected[4] = {0xcd, 0xc7, 0x6e, 0x5c};
  gm_sha256 hash;
  memset(text, 'a', sizeof text);
  gm_sha256_init(&hash);
  for (int i = 0; i < 1000; i++) gm_sha256_add(&hash, text, sizeof text);
  gm_sha256_end(&hash, digest);
  assert_memory_equal(digest, expected, sizeof expected);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(known_digests),
                                     cmocka_unit_test(pieces_make_the_whole),
                                     cmocka_unit_test(a_million_letters)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
