# The tests. Each suite prints its own report and ends with "PASSED FAILED SKIPPED" in
# build/MODE/tests/SUITE.count; `make test` adds them up in its last line.
TESTS   := $(B)/tests
UNIT    := $(patsubst tests/unit/%.c,$(TESTS)/%,$(wildcard tests/unit/test_*.c))
export GIMLET_TEST_DATA ?= $(abspath ../shared/corpus)
export GIMLET := $(abspath $(B)/gimlet)
export GIMLET_BUILD := $(abspath $(B))

test: all $(UNIT)
	@sh tests/run.sh $(B) unit spec cases layers luacheck fuzz fault
test-%: all $(UNIT)
	@sh tests/run.sh $(B) $*

$(TESTS)/test_%: tests/unit/test_%.c $(B)/libgimlet.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS) -Itests/unit $(LDFLAGS) -MMD -MP -MF $@.d -o $@ $< $(B)/libgimlet.a $(LIB_STATIC) $(LIB_SHARED) -lcmocka
-include $(UNIT:=.d)

bench: all
	@sh tests/bench/run.sh $(B)
.PHONY: test bench
