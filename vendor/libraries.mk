# Libraries: where they are and how they are linked. Debian's archives are used where they are
# complete by themselves; ICU (31 MB of data), gumbo, uchardet (C++), cJSON and CLD2 stay shared.
LIBDIR := $(shell $(CC) -print-multiarch 2>/dev/null)
LIBDIR := /usr/lib/$(LIBDIR)
archive = $(or $(wildcard $(LIBDIR)/lib$(1).a),-l$(1))

LIB_CFLAGS := -I/usr/include/lua5.4
# The binary: Lua, LPeg, SQLite and the small ones from archives.
LIB_STATIC := -Wl,--whole-archive $(call archive,lua5.4) -Wl,--no-whole-archive $(call archive,lua5.4-lpeg) \
              $(call archive,sqlite3) $(call archive,pcre2-8) $(call archive,stemmer) \
              $(call archive,zstd) $(call archive,yaml)
# The module: shared libraries, and never Lua itself.
LIB_MODULE := -lsqlite3 -lpcre2-8 -lstemmer -lzstd -lyaml
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

# libarchive's own archive brings in only the formats that are switched on, and so neither libxml2
# nor libacl, which would be loaded at every start; where a library that it needs has no link to
# link with, the shared one serves.
ifneq ($(wildcard /usr/include/archive.h),)
LIB_CFLAGS += -DGM_HAVE_ARCHIVE
ARCHIVE_NEEDS := bz2 lzma nettle z zstd
ifeq ($(words $(ARCHIVE_NEEDS) archive),$(words $(wildcard $(ARCHIVE_NEEDS:%=$(LIBDIR)/lib%.so) $(LIBDIR)/libarchive.a)))
LIB_STATIC += $(LIBDIR)/libarchive.a $(ARCHIVE_NEEDS:%=-l%)
else
LIB_STATIC += -larchive
endif
LIB_MODULE += -larchive
else
$(info without libarchive-dev: archives, docx, odt and epub are not read)
endif
ifneq ($(wildcard /usr/include/expat.h),)
LIB_CFLAGS += -DGM_HAVE_EXPAT
LIB_STATIC += $(call archive,expat)
LIB_MODULE += -lexpat
else
$(info without libexpat1-dev: docx, odt, epub and XML are not read)
endif
ifneq ($(wildcard /usr/include/seccomp.h),)
LIB_CFLAGS += -DGM_HAVE_SECCOMP
LIB_STATIC += $(call archive,seccomp)
LIB_MODULE += -lseccomp
else
$(info without libseccomp-dev: workers run without a filter of system calls)
endif
ifeq ($(shell command -v pdftotext),)
$(info without poppler-utils: PDF documents are not read)
endif
