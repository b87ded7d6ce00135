# Every way a pack can be wrong is told at its place.
try() {
  mkdir -p rules/p
  cat > rules/p/pack.lua
  echo "-- $1"
  $GIMLET check p; echo "exit $?"
  rm -r rules/p
}
try "unknown reference" <<'END'
pack "p" { about = "x" }
theme "clearance" { phrases = { "security clearance" } }
theme "vetting" { phrases = { "{clearence} system" } }
END
try "a circle" <<'END'
pack "p" { about = "x" }
theme "a" { phrases = { "{b} x" } }
theme "b" { phrases = { "{c} y" } }
theme "c" { phrases = { "{a} z" } }
END
try "unknown key" <<'END'
pack "p" { about = "x" }
theme "a" { phrases = { "x" }, ignors = { "y" } }
END
try "repeated key" <<'END'
pack "p" { about = "x" }
theme "a" {
  phrases = { "x" },
  about   = "one",
  phrases = { "y" },
}
END
try "one name twice" <<'END'
pack "p" { about = "x" }
theme "a" { phrases = { "x" } }
entity "a" { names = { "Y" } }
END
try "bad phrases" <<'END'
pack "p" { about = "x" }
theme "a" { phrases = { "one | two", "(three", "… four", "{five} {six" } }
END
try "a syntax error" <<'END'
pack "p" { about = "x" }
theme "a" { phrases = { "x" "y" } }
END
try "a string as a pattern" <<'END'
pack "p" { about = "x" }
theme "a" { match = word "Japan" * "lacks" }
END
try "a pack that is not there" <<'END'
pack "p" { about = "x", uses = { "wrld" } }
END
try "unknown subject" <<'END'
pack "p" { about = "x", uses = { "world" }, subject = "world.japn" }
factor "f" { question = "?", supports = { "{subject} win" } }
END
try "a table of names" <<'END'
pack "p" { about = "x" }
entity "e" { names = file "names.tsv" }
END
try "no declaration of the pack" <<'END'
theme "a" { phrases = { "x" } }
END
