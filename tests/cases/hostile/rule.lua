-- Attacks by what is declared: patterns, phrases, lists and files that blow up when they are compiled or matched.
-- luacheck: no max line length
local function many(count, code) return ("for i = 1, %d do %s end"):format(count, code) end
local function link(target, name) os.execute(("ln -s '%s' 'rules/bad/%s'"):format(target, name)) end

return {
  { "repetitions of repetitions", 'theme "x" { match = (word "a" ^ {1, 100000}) ^ {1, 100000} }' },
  { "repetitions within repetitions", 'local p = word "a" for i = 1, 30 do p = p ^ {1, 3} end theme "x" { match = p }' },
  { "gaps within gaps", 'local p = word "a" for i = 1, 60 do p = p * gap(0, 100) * word "a" end theme "x" { match = p }' },
  { "a gap of 1000", 'theme "x" { match = word "a" * gap(1000) * word "b" }' },
  { "a gap of 1000 in a phrase", 'theme "x" { phrases = { "a …1000 b" } }' },
  { "near within near", 'local p = word "a" for i = 1, 14 do p = near(p, word "b", 50) end theme "x" { match = p }' },
  { "everything everywhere", 'theme "x" { match = any ^ 0 }' },
  { "all of everything", 'theme "x" { match = any ^ 1, mode = "all" }' },
  { "all of much in long sentences", 'theme "x" { match = (word "a" * gap(0, 60)) ^ {1, 3}, mode = "all" }' },
  { "alternatives by the thousand", 'local t = {} for i = 1, 20000 do t[i] = "w" .. i end theme "x" { match = any_of(t) }' },
  { "alternatives of alternatives", 'local p = word "a" for i = 1, 40 do p = p + p end theme "x" { match = p }' },
  { "a sequence without end", 'local p = word "a" for i = 1, 1e5 do p = p * word "a" end theme "x" { match = p }', seconds = 1 },
  { "deep: not not not", 'local p = word "a" for i = 1, 1e5 do p = -p end theme "x" { match = p }' },
  { "deep: behind", 'local p = word "a" for i = 1, 1000 do p = behind(p) * word "a" end theme "x" { match = p }' },
  { "deep: captures", 'local p = word "a" for i = 1, 1e5 do p = cap("c", p) end theme "x" { match = p }' },
  { "deep: a phrase in parentheses", 'theme "x" { phrases = { ("("):rep(1e5) } }' },
  { "a phrase of many words", 'theme "x" { phrases = { ("a "):rep(1e5) } }' },
  { "a phrase of one long word", 'theme "x" { phrases = { ("a"):rep(1e6) } }' },
  { "a regex that explodes", 'theme "x" { match = regex "(a+)+$" }' },
  { "a regex of the text that explodes", 'theme "x" { match = text_regex "(a+)+$" }' },
  { "a regex of the text that counts", 'theme "x" { match = text_regex "(?:(?:a{1,100}){1,100}){1,100}c" }' },
  { "a regex that calls itself", [[theme "x" { match = text_regex "(a|(?1)(?1))+$" }]] },
  { "a regex that is none", 'theme "x" { match = regex "(" }' },
  { "CQL without bounds", 'theme "x" { match = cql [=[ []* ([]* "a" []*)* ]=] }' },
  { "CQL: a regex that explodes", 'theme "x" { match = cql [=[ "(a+)+b?" ]=] }' },
  { "CQL in deep parentheses", 'theme "x" { match = cql(("("):rep(5000) .. [["a"]] .. (")"):rep(5000)) }' },
  { "a glob of stars", 'theme "x" { phrases = { ("a*"):rep(40) .. "b" } }' },
  { "a name of stars and letters", 'entity "x" { names = { ("a*"):rep(40) .. "b" } }' },
  { "two edits of everything", 'entity "x" { names = { "a", "b" }, edits = 2, edits_from = 1 }' },
  { "a name of a megabyte", 'entity "x" { names = { ("a "):rep(5e5) } }' },
  { "a million rules", many(1000000, 'theme("t" .. i) { phrases = { "cat" } }') },
  { "a million mistakes", many(1000000, 'theme("t" .. i) { phrase = 1 }') },
  { "ten megabytes of rules", function(write)
    local line = 'theme "t%d" { about = "%s", phrases = { "cat" } }\n'
    local lines = {}
    for i = 1, 10000 do lines[i] = line:format(i, ("x"):rep(970)) end
    write("rules/bad/attack.lua", table.concat(lines))
  end },
  { "a long line", function(write)
    write("rules/bad/attack.lua", 'local t = { ' .. ('"cat", '):rep(50000) .. "}")
  end },
  { "a string of ten megabytes", function(write)
    write("rules/bad/attack.lua", 'theme "x" { about = "' .. ("x"):rep(10000000) .. '", phrases = { "cat" } }')
  end },
  { "a file of zero bytes", function(write) write("rules/bad/attack.lua", ("\0"):rep(100000)) end },
  { "circles of references", 'theme "x" { phrases = { "{y}" } } theme "y" { phrases = { "{x}" } }' },
  { "a reference to itself", 'theme "x" { match = ref "x" * word "a" }' },
  { "a chain of references", many(3000, 'theme("t" .. i) { phrases = { i > 1 and "{t" .. (i - 1) .. "}" or "cat" } }') },
  { "references that double", 'theme "t1" { phrases = { "cat" } } ' .. many(40,
    'theme("t" .. (i + 1)) { phrases = { "{t" .. i .. "} {t" .. i .. "}" } }') },
  { "a rule of another pack", 'theme "good.law" { phrases = { "cat" } }' },
  { "a reference to a pack that is not used", 'theme "x" { phrases = { "{good.law}" } }' },
  { "a pack within a pack", 'pack "good" { about = "taken" }' },
  { "a name with control characters", 'theme "x\\27[2J\\n" { phrases = { "cat" } }' },
  { "a name with slashes", 'theme "../x" { phrases = { "cat" } }' },
  { "a key with control characters", 'theme "x" { ["a\\27[2J\\nb"] = 1 }' },
  { "a key that is a table", 'theme "x" { [{}] = 1 }' },
  { "weights without bounds", 'factor "f" { question = "?", weight = 1/0, supports = { "cat" } }' },
  { "a scale that is none", 'score "s" { about = "S.", scale = { 0/0, 1 } }' },
  -- Files.
  { "a file above", 'entity "x" { names = file "../good/pack.lua" }' },
  { "a file from the root", 'entity "x" { names = file "/etc/passwd" }' },
  { "a file through dots", 'entity "x" { names = file "a/../../../../../etc/passwd" }' },
  { "a file with a zero byte", 'entity "x" { names = file "a.txt\\0.tsv" }' },
  { "files above", function(write)
    write("rules/bad/pack.lua", 'pack "bad" { about = "A.", files = { "safe", "../good/pack" } }')
  end },
  { "a symlink out of the pack", function(write)
    write("secret.txt", "cat\n")
    link("../../secret.txt", "names.txt")
    write("rules/bad/attack.lua", 'entity "x" { names = file "names.txt" }')
  end },
  { "a symlink to a folder above", function(write)
    link("..", "up")
    write("rules/bad/attack.lua", 'entity "x" { names = file "up/good/pack.lua" }')
  end },
  { "a symlink to a device", function(write)
    link("/dev/zero", "zero.txt")
    write("rules/bad/attack.lua", 'entity "x" { names = file "zero.txt" }')
  end },
  { "uses itself", function(write) write("rules/bad/pack.lua",
    'pack "bad" { about = "A.", uses = { "bad" }, files = { "safe" } }') end },
  { "packs that use each other", function(write)
    write("rules/bad/pack.lua", 'pack "bad" { about = "A.", uses = { "worse" }, files = { "safe" } }')
    write("rules/worse/pack.lua", 'pack "worse" { about = "A.", uses = { "bad" } }')
  end },
  { "uses a path", function(write)
    write("rules/bad/pack.lua", 'pack "bad" { about = "A.", uses = { "../../secret", "/etc/passwd" }, files = { "safe" } }')
  end },
  { "uses what is not there", function(write)
    write("rules/bad/pack.lua", 'pack "bad" { about = "A.", uses = { "nowhere" }, files = { "safe" } }')
  end },
  { "a list with a billion rows", function(write)
    write("rules/bad/names.txt", ("cat\n"):rep(200000))
    write("rules/bad/attack.lua", 'local t = {} for i = 1, 1e6 do t[i] = file "names.txt" end')
  end, seconds = 1 },
}
