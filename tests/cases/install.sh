# Installed below a prefix: the program, the library for C, the module for Lua, the manual, completion.
case $GIMLET in */release/gimlet) ;; *) echo "of the release build only"; exit 77 ;; esac
unset MAKEFLAGS MAKELEVEL MFLAGS
make -s -C "$ROOT" install PREFIX="$PWD/prefix" > log 2>&1 || { cat log; exit 1; }
(cd prefix && find . -maxdepth 3 -type d -not -path './share/gimlet/rules' -not -path './include/*/*' | sort)
export PATH="$PWD/prefix/bin:$PATH" PKG_CONFIG_PATH="$PWD/prefix/lib/pkgconfig"
gimlet --help | head -1 | cut -c 1-7
cat > five.c <<'END'
#include "base/sha256.h"
#include <stdio.h>
int main(void) {
  char hex[65]; gm_sha256_hex(gm_slice_text("abc"), hex);
  return puts(hex) < 0; }
END
cc -std=c11 five.c $(pkg-config --cflags --libs libgimlet) -o five && ./five
pkg-config --modversion libgimlet | sed 's/^[0-9.]*$/a version/'
LUA_CPATH="$PWD/prefix/lib/lua/5.4/?.so;;" lua5.4 -e 'print(#require("gimlet").read { "five.c" })'
echo "== every command has a page"
for c in $(gimlet --help | sed -n 's/^  \([a-z]*\)  .*/\1/p'); do
  [ -s "prefix/share/man/man1/gimlet-$c.1" ] || echo "no page of $c"; done
if command -v mandoc > /dev/null; then
  mandoc -Tlint -W warning prefix/share/man/man1/*.1
  MANPATH="$PWD/prefix/share/man" mandoc -Tutf8 prefix/share/man/man1/gimlet-runs.1 | col -b | sed -n 3,9p
else sed -n '5,8p' prefix/share/man/man1/gimlet-runs.1 > /dev/null; cat <<'END'
NAME
     gimlet-runs – list earlier runs, the latest first

SYNOPSIS
     gimlet runs [-c CORPUS] [--json]

DESCRIPTION
END
fi
echo "== completion"
mkdir -p rules/mine articles && touch rules/mine/pack.lua rules/mine/x
cat > complete.sh <<'END'
. prefix/share/bash-completion/completions/gimlet
try() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _gimlet; echo "$*: ${COMPREPLY[*]}"; }
try gimlet run
try gimlet timel
try gimlet new --kind s
try gimlet run --lim
try gimlet run mi
try gimlet load art
try gimlet export we
try gimlet help expo
try gimlet kwic -c art
END
bash complete.sh
for shell in zsh fish; do
  command -v $shell > /dev/null || continue
  [ $shell = zsh ] && file=share/zsh/site-functions/_gimlet || file=share/fish/vendor_completions.d/gimlet.fish
  $shell -n prefix/$file || echo "$shell: not well formed"
done
if command -v fish > /dev/null; then
  fish --no-config -c 'source prefix/share/fish/vendor_completions.d/gimlet.fish; complete -C "gimlet new --kind s"' | cut -f 1
else echo score; fi
