# Libraries: where they are and how they are linked. Debian's archives are used where they are
# complete by themselves; ICU (31 MB of data), gumbo, uchardet (C++), cJSON and CLD2 stay shared.
LIBDIR := $(shell $(CC) -print-multiarch 2>/dev/null)
LIBDIR := /usr/lib/$(LIBDIR)
archive = $(or $(wildcard $(LIBDIR)/lib$(1).a),-l$(1))

LIB_CFLAGS := -I/usr/include/lua5.4
# The binary: Lua, LPeg, SQLite and the small ones from archives.
LIB_STATIC := -Wl,--whole-archive $(call archive,lua5.4) -Wl,--no-whole-archive $(call archive,lua5.4-lpeg) \
              $(call archive,sqlite3) $(call archive,pcre2-8) $(call archive,stemmer)
# The module: shared libraries, and never Lua itself.
LIB_MODULE := -lsqlite3 -lpcre2-8 -lstemmer
LIB_SHARED := -licui18n -licuuc -lgumbo -luchardet -lcjson -lpthread -ldl -lm

ifneq ($(wildcard /usr/include/histedit.h),)
LIB_CFLAGS += -DGM_HAVE_EDITLINE
LIB_SHARED += -ledit
else
$(info without libedit-dev: the REPL reads plain lines, no history or completion)
endif
ifneq ($(wildcard /usr/include/cld2/public/compact_lang_det.h),)
LIB_CFLAGS += -DGM_HAVE_CLD2
LIB_SHARED += -lcld2 -lstdc++
SHIM_OBJECTS := $(patsubst core/%.cc,%.o,$(wildcard core/text/cld2.cc))
else
$(info without libcld2-dev: languages are not detected, only read from metadata)
endif
