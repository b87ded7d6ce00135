# gimlet: `make demo` runs the main job on bundled documents, `make test` every test.
#
#   make [MODE=release|debug|asan]   build/MODE/gimlet, libgimlet.a, gimlet.so
#   make demo | test | bench | fuzz | install PREFIX=/usr/local | clean
MODE   ?= release
PREFIX ?= /usr/local
B      := build/$(MODE)
SHELL  := /bin/sh
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
# make V=1 shows the commands.
Q := $(if $(V),,@)

GOALS := $(or $(MAKECMDGOALS),all)
ifneq ($(filter-out clean help,$(GOALS)),)
# What is missing is installed before anything is looked for. Without a feature's package the build
# goes on; vendor/libraries.mk says what goes.
USES := need $(if $(filter test test-% bench fuzz fault,$(GOALS)),test) $(if $(filter bench,$(GOALS)),bench)
ifneq ($(shell vendor/install $(USES) >&2 && echo yes),yes)
$(error packages are missing; see the message above)
endif
INSTALLED := $(shell vendor/install feature >&2)
endif

include vendor/libraries.mk

CFLAGS_release := -O2 -g -DNDEBUG
CFLAGS_debug   := -Og -g3
CFLAGS_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer -DGM_ASAN
LDFLAGS_asan   := -fsanitize=address,undefined
PRELOAD_asan    = $(shell $(CC) -print-file-name=libasan.so)
CFLAGS  := -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wshadow -Wpointer-arith -Wstrict-prototypes \
           -Wmissing-prototypes -fPIC -fvisibility=hidden -Icore -I$(B)/generated $(CFLAGS_$(MODE)) \
           $(LIB_CFLAGS) $(EXTRA_CFLAGS)
CXXFLAGS := -std=c++11 -Wall -fPIC -fvisibility=hidden -fno-exceptions -fno-rtti -Icore $(CFLAGS_$(MODE))
LDFLAGS := $(LDFLAGS_$(MODE)) -Wl,--gc-sections $(EXTRA_LDFLAGS)

# ---- sources -------------------------------------------------------------------------------
LAYERS  := base text load match store work lua
SOURCES := $(wildcard $(LAYERS:%=core/%/*.c))
OBJECTS := $(SOURCES:core/%.c=$(B)/%.o) $(SHIM_OBJECTS:%=$(B)/%)
GENERATED := $(B)/generated/embedded.o
-include $(wildcard core/*/generate.mk)
EMBEDDED := $(shell find scripts rules -type f ! -name '.*' ! -name '*_spec.lua')

all: $(B)/gimlet $(B)/gimlet.so $(B)/libgimlet.a $(B)/share/made

$(B)/%.o: core/%.c | $(GENERATED_HEADERS)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<
# Every byte that is read goes through these.
$(B)/text/%.o: CFLAGS += $(if $(filter release,$(MODE)),-O3)
$(B)/%.o: core/%.cc
	@mkdir -p $(@D)
	$(Q)$(CXX) $(CXXFLAGS) -MMD -MP -c -o $@ $<
$(B)/generated/%.o: $(B)/generated/%.c
	$(Q)$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<
$(B)/generated/embedded.c: vendor/embed.lua $(EMBEDDED) | $(B)/generated
	$(Q)lua5.4 vendor/embed.lua $@ scripts rules
$(B)/generated:
	@mkdir -p $@

$(B)/libgimlet.a: $(OBJECTS) $(GENERATED)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^
$(B)/gimlet: $(B)/app/main.o $(B)/libgimlet.a
	@echo "  $@"
	$(Q)$(CC) $(LDFLAGS) -rdynamic -o $@ $^ $(LIB_STATIC) $(LIB_SHARED)
$(B)/gimlet.so: $(OBJECTS) $(GENERATED)
	@echo "  $@"
	$(Q)$(CC) $(LDFLAGS) -shared -Wl,-Bsymbolic -o $@ $^ $(LIB_MODULE) $(LIB_SHARED)

# Manual pages and completion for shells, from the tables that --help prints.
$(B)/share/made: $(B)/gimlet.so vendor/manual.lua
	$(Q)LUA_CPATH="$(B)/?.so;;" LD_PRELOAD=$(PRELOAD_$(MODE)) ASAN_OPTIONS=detect_leaks=0 lua5.4 vendor/manual.lua $(B)/share
	@touch $@

# ---- the main job --------------------------------------------------------------------------
demo: $(B)/gimlet
	@rm -rf $(B)/demo && mkdir -p $(B)/demo
	$(B)/gimlet load -c $(B)/demo/corpus.db rules/five_eyes/samples
	$(B)/gimlet run -c $(B)/demo/corpus.db five_eyes
	@echo; echo "Open it: $(B)/gimlet explain -c $(B)/demo/corpus.db readiness"

# ---- tests ---------------------------------------------------------------------------------
include tests/tests.mk

# LUA_MODULES: where Lua looks for gimlet.so; luarocks has a place of its own.
LUA_MODULES ?= $(PREFIX)/lib/lua/5.4
VERSION := $(shell sed -n 's/.*_VERSION = "\([0-9.]*\)".*/\1/p' scripts/gimlet/init.lua)
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(LUA_MODULES) $(DESTDIR)$(PREFIX)/share/gimlet \
	  $(DESTDIR)$(PREFIX)/lib/pkgconfig
	install -m 755 $(B)/gimlet $(DESTDIR)$(PREFIX)/bin/gimlet
	install -m 644 $(B)/libgimlet.a $(DESTDIR)$(PREFIX)/lib/libgimlet.a
	install -m 755 $(B)/gimlet.so $(DESTDIR)$(LUA_MODULES)/gimlet.so
	cp -R rules $(DESTDIR)$(PREFIX)/share/gimlet/
	cd $(B)/share && find . -type f ! -name made -exec install -D -m 644 {} $(abspath $(DESTDIR)$(PREFIX))/share/{} \;
	printf '%s\n' 'prefix=$(PREFIX)' 'Name: libgimlet' 'Version: $(VERSION)' \
	  'Description: documents, tokens, rules and corpora of gimlet, in C' 'Cflags: -I$${prefix}/include/gimlet $(LIB_CFLAGS)' \
	  'Libs: -L$${prefix}/lib -lgimlet $(LIB_MODULE) $(LIB_SHARED) -llua5.4' \
	  > $(DESTDIR)$(PREFIX)/lib/pkgconfig/libgimlet.pc
	for layer in $(LAYERS); do \
	  install -d $(DESTDIR)$(PREFIX)/include/gimlet/$$layer; \
	  install -m 644 core/$$layer/*.h $(DESTDIR)$(PREFIX)/include/gimlet/$$layer; done

# Stubs for editors, written anew from the words of the rule language and the module.
types: all
	LUA_CPATH="$(B)/?.so;;" lua5.4 vendor/types.lua

clean:
	rm -rf build
help:
	@sed -n '1,4s/^# \{0,1\}//p' Makefile

-include $(OBJECTS:.o=.d) $(B)/app/main.d
.PHONY: all demo install types clean help
