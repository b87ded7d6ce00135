# Tables of core/text, compiled from Debian's unicode-data and wordnet-base, from ICU's data and from the
# lists of this folder.
UNICODE := /usr/share/unicode
WORDNET := /usr/share/wordnet
MAKERS  := core/text/generate
GENERATED += $(B)/generated/properties.o $(B)/generated/lemmas.o $(B)/generated/abbreviations.o \
             $(B)/generated/languages.o
ABBREVIATIONS := core/text/languages.tsv core/text/function_words.tsv $(WORDNET) core/text/abbreviations.tsv \
                 core/text/learnt.tsv $(B)/generated/suppressions.tsv

$(B)/generated/properties.c: $(MAKERS)/properties.lua | $(B)/generated
	$(Q)lua5.4 $< $(UNICODE) $@
$(B)/generated/lemmas.c: $(MAKERS)/lemmas.lua $(MAKERS)/hash.lua core/text/closed_class.tsv | $(B)/generated
	$(Q)lua5.4 $< $(WORDNET) core/text/closed_class.tsv $@
$(B)/generated/languages.c: $(MAKERS)/languages.lua $(MAKERS)/tags.lua $(MAKERS)/hash.lua core/text/languages.tsv \
                            core/text/function_words.tsv core/text/learnt.tsv | $(B)/generated
	$(Q)lua5.4 $< core/text/languages.tsv core/text/function_words.tsv core/text/learnt.tsv $@
$(B)/generated/suppressions.tsv: $(MAKERS)/suppressions.c | $(B)/generated
	$(Q)$(CC) -o $(B)/generated/suppressions $< -licuuc
	$(Q)$(B)/generated/suppressions > $@
$(B)/generated/abbreviations.c: $(MAKERS)/abbreviations.lua $(MAKERS)/tags.lua $(MAKERS)/hash.lua $(ABBREVIATIONS)
	$(Q)lua5.4 $< $(ABBREVIATIONS) $@
