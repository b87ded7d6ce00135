# The tests. Each suite prints its own report and ends with "PASSED FAILED SKIPPED" in
# build/MODE/tests/SUITE.count; `make test` adds them up in its last line.
TESTS   := $(B)/tests
UNIT    := $(patsubst tests/unit/%.c,$(TESTS)/%,$(wildcard tests/unit/test_*.c))
FUZZ    := $(patsubst tests/fuzz/%.c,$(TESTS)/%,$(wildcard tests/fuzz/fuzz_*.c))
export GIMLET_TEST_DATA ?= $(abspath ../shared/corpus)
export GIMLET := $(abspath $(B)/gimlet)
export GIMLET_BUILD := $(abspath $(B))

test: all $(UNIT) $(FUZZ)
	@sh tests/run.sh $(B) unit spec cases layers luacheck fuzz fault
test-%: all $(UNIT) $(FUZZ)
	@sh tests/run.sh $(B) $*

$(TESTS)/test_%: tests/unit/test_%.c $(B)/libgimlet.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) -Itests/unit $(LDFLAGS) -MMD -MP -MF $@.d -o $@ $< $(B)/libgimlet.a $(LIB_STATIC) $(LIB_SHARED) -lcmocka
$(TESTS)/fuzz_%: tests/fuzz/fuzz_%.c tests/fuzz/driver.c $(B)/libgimlet.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -MMD -MP -MF $@.d -o $@ $< tests/fuzz/driver.c $(B)/libgimlet.a $(LIB_STATIC) $(LIB_SHARED)
-include $(UNIT:=.d) $(FUZZ:=.d)

# For long: make MODE=asan fuzz FUZZ_SECONDS=600
fuzz: all $(FUZZ)
	@FUZZ_SECONDS=$(or $(FUZZ_SECONDS),60) sh tests/run.sh $(B) fuzz

$(B)/bench/tokens: tests/bench/tokens.c $(B)/libgimlet.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $< $(B)/libgimlet.a $(LIB_STATIC) $(LIB_SHARED)

HYPERSCAN := $(if $(wildcard /usr/include/hs/hs.h),-DGM_HAVE_HYPERSCAN)
$(B)/bench/match: tests/bench/match.c $(B)/libgimlet.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) $(HYPERSCAN) $(LDFLAGS) -o $@ $< $(B)/libgimlet.a $(LIB_STATIC) $(LIB_SHARED) $(if $(HYPERSCAN),-lhs)

bench: all $(B)/bench/tokens $(B)/bench/match
	@sh tests/bench/run.sh $(B)
# Killed 300 times, every allocation made to fail.
fault: all $(UNIT)
	@KILLS=300 FAULTS=all sh tests/run.sh $(B) fault
.PHONY: test bench fuzz fault
