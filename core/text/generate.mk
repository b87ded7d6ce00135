# Tables of core/text, compiled from Debian's unicode-data and wordnet-base and from the lists of
# this folder.
UNICODE := /usr/share/unicode
WORDNET := /usr/share/wordnet
GENERATED += $(B)/generated/properties.o $(B)/generated/lemmas.o $(B)/generated/abbreviations.o

$(B)/generated/properties.c: core/text/generate/properties.lua | $(B)/generated
	$(Q)lua5.4 $< $(UNICODE) $@
$(B)/generated/lemmas.c: core/text/generate/lemmas.lua core/text/generate/hash.lua core/text/closed_class.tsv | $(B)/generated
	$(Q)lua5.4 $< $(WORDNET) core/text/closed_class.tsv $@
$(B)/generated/abbreviations.c: core/text/generate/abbreviations.lua core/text/generate/hash.lua core/text/abbreviations.tsv | $(B)/generated
	$(Q)lua5.4 $< core/text/abbreviations.tsv $@
