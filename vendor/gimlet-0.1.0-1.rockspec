-- From a checkout, with what vendor/packages.tsv names installed:  luarocks make vendor/gimlet-0.1.0-1.rockspec
rockspec_format = "3.0"
package = "gimlet"
version = "0.1.0-1"
source = { url = "file://gimlet-0.1.0.tar.gz" }
description = {
  summary = "Says what is in a pile of documents, with the evidence.",
  detailed = "A scriptable text-analysis engine: a C core, rules in plain phrases, corpora in SQLite. The module holds "
    .. "the whole library; the command line is the program of the same name.",
  license = "MIT",
  labels = { "nlp", "text", "corpus", "linguistics" },
}
supported_platforms = { "linux" }
dependencies = { "lua == 5.4", "lpeg >= 1.0" }
build = {
  type = "make",
  build_target = "all",
  install_target = "install",
  install_variables = { PREFIX = "$(PREFIX)", LUA_MODULES = "$(LIBDIR)" },
}
