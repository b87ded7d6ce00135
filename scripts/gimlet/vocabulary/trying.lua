-- Words that make rules: try what is typed over the corpus, save it into a pack.
local cql = require "gimlet.cql"
local fields = require "gimlet.rule.fields"
local files = require "gimlet.base.files"
local packs = require "gimlet.work.packs"
local pattern = require "gimlet.rule.pattern"
local phrase = require "gimlet.rule.phrase"
local pipelines = require "gimlet.work.pipeline"
local result = require "gimlet.vocabulary.result"
local stored = require "gimlet.query.stored"
local terminal = require "gimlet.cli.terminal"

local M = {}

local EXAMPLES <const> = 2 -- sentences that a saved rule brings along
local KINDS <const> = { theme = true, pattern = true, factor = true }

-- ---- what was typed ------------------------------------------------------------------------------------

-- word "Japan" * lemma "share": begins with a word of the algebra and is an expression of Lua.
local function as_pattern(text)
  local first = text:match "^%s*[%(%-#]*%s*([%a_]+)%s*[%(\"'{%[]" or text:match "^%s*(any)%f[^%w_]%s*[%^%*%+%-]"
    or text:match "^%s*(sentence_%a+)%f[^%w_]%s*[%^%*%+%-]"
  if not first or pattern.words[first] == nil then return nil end
  local chunk = load("return " .. text, "=tried", "t", setmetatable({}, { __index = pattern.words }))
  if not chunk then return nil end
  local good, value = pcall(chunk)
  if not good then error((tostring(value):gsub("^tried:1: ", "")), 0) end
  local node = pattern.node(value)
  return node and { kind = "pattern", source = text:match "^%s*(.-)%s*$", tree = node } or nil
end

local function as_cql(text)
  if not cql.looks_like(text) or not cql.parse(text) then return nil end
  local equals = ""
  while text:find("]" .. equals .. "]", 1, true) do equals = equals .. "=" end
  local good, value = pcall(pattern.words.cql, text)
  if not good then error(tostring(value), 0) end
  return { kind = "cql", source = ("cql [%s[%s]%s]"):format(equals, text, equals), tree = pattern.node(value) }
end

-- What a text means: { kind, source = the rule's entry as written in a file, tree }.
local function read(text, as)
  if type(text) ~= "string" or not text:find "%S" then error("try takes a phrase or a pattern as a string", 0) end
  local found = as ~= "phrase" and (as_pattern(text) or as_cql(text))
  if found then return found end
  if as == "pattern" then error("this is no pattern: " .. text, 0) end
  local tree, failure = phrase.parse(text)
  if not tree then error(("column %d: %s\n  %s\n  %s^"):format(failure.column, failure.message, text,
    (" "):rep(failure.column - 1)), 0) end
  return { kind = "phrase", source = ("%q"):format(text), tree = tree }
end

-- The rule as a pack would have it.
local function entry_of(tried)
  return tried.kind == "phrase" and ("phrases = { %s },"):format(tried.source) or ("match   = %s,"):format(tried.source)
end

-- ---- finding -------------------------------------------------------------------------------------------

-- Packs whose rules the phrase refers to.
local function packs_of(tree, into)
  if tree.kind == "ref" and tree.name:find(".", 1, true) then into[tree.name:match "^[^.]+"] = true end
  if tree.tree then packs_of(tree.tree, into) end
  for _, item in ipairs(tree) do packs_of(item, into) end
  return into
end

-- A pack that is this rule: alone, or behind the rules of the pack whose names it uses.
local function pack_with(tried, name)
  local rule = ("theme \"tried\" { %s }"):format(entry_of(tried))
  if not name then
    local uses = { "std" }
    for other in pairs(packs_of(tried.tree, {})) do uses[#uses + 1] = other end
    table.sort(uses)
    return { name = "tried_here", root = "tried", files = {
      ["tried.lua"] = ('pack "tried_here" { uses = { "%s" } }\n%s\n'):format(table.concat(uses, '", "'), rule) } },
      "tried_here.tried"
  end
  local pack, message = packs.find(name)
  if not pack then error(message, 0) end
  local copy = {}
  for path, bytes in pairs(pack.files) do copy[path] = bytes end
  local main = copy["pack.lua"] and "pack.lua" or next(copy)
  copy[main] = copy[main] .. "\n" .. rule .. "\n"
  return { name = pack.name, root = pack.root, files = copy }, pack.name .. ".tried"
end

local function through_workers(session, tried, options)
  local pack, rule = pack_with(tried, options.pack)
  local opened, message = pipelines.new { packs = { pack }, jobs = session.jobs, subject = options.subject }
  if not opened then error((message:gsub("tried:%d+:%d*:?%s*", ""):gsub("theme “tried”: ", "")), 0) end
  local closing <close> = opened -- luacheck: ignore closing
  local found = {}
  require("gimlet.vocabulary.evidence").matched(session, opened, { rule }, options,
    { all = true, kinds = { theme = true }, context = 160 }, function(answer)
      for _, hit in ipairs(answer.hits) do
        if hit.rule == rule then
          found[#found + 1] = { type = "match", document = hit.document, number = answer.document.number,
            begin = hit.begin, ["end"] = hit["end"], first = hit.first, last = hit.last, left = hit.left,
            match = hit.text, right = hit.right, date = answer.document.date, source = answer.document.source,
            title = answer.document.title, sentence = hit.sentence }
        end
      end
    end)
  return found
end

local function mask()
  local bits = 0
  for index, name in ipairs(fields.ZONES) do
    for _, default in ipairs(fields.DEFAULT_ZONES) do if name == default then bits = bits | 1 << (index - 1) end end
  end
  return bits
end

local function find(session, tried, options)
  local concordance = require "gimlet.vocabulary.concordance"
  if options.pack or not stored.can(tried.tree) then
    local found = through_workers(session, tried, options)
    return result.new(found, { kind = "match", columns = { "number", "left", "match", "right" }, told = session.told,
      render = require("gimlet.query.concordance").render,
      note = function(self) return concordance.plural(#self, "match") end })
  end
  local kwic = require "gimlet.query.kwic"
  local numbers, wrong = kwic.numbers(session.corpus(), options.where)
  if wrong then error(wrong, 0) end
  return concordance.lazily(session, function(most)
    return session.must(stored.find(session.corpus(), { tried.tree }, { mask = mask(), documents = numbers,
      limit = most }))
  end, tried.source)
end

-- ---- saving --------------------------------------------------------------------------------------------

-- The sentence of a match, and where it stands.
local function sentence_of(session, match)
  local corpus = session.corpus()
  local number = match.number or corpus:one("SELECT id FROM documents WHERE name = ?", match.document).id
  local list = session.must(corpus.box:sentences(number))
  local text = session.must(corpus.box:content(number))
  for i = 1, #list, 2 do
    if match.begin >= list[i] and match.begin < list[i + 1] then
      return (text:sub(list[i] + 1, list[i + 1]):gsub("%s+", " ")), number
    end
  end
end

-- Short sentences of different documents, as they were found.
local function examples_of(session, found)
  local list, seen = {}, {}
  for i = 1, math.min(#found, 200) do
    local match = found[i]
    if not seen[match.document] and #list < EXAMPLES then
      local sentence = sentence_of(session, match)
      if sentence and #sentence <= 300 and utf8.len(sentence) then
        seen[match.document] = true
        list[#list + 1] = { text = sentence, document = match.document, begin = match.begin }
      end
    end
  end
  return list
end

-- The file of a pack that holds most rules of a kind; where there are none, its last.
local function file_for(pack, kind)
  if not pack.files["pack.lua"] then return pack.root end
  local best, most
  local declared = pack.files["pack.lua"]:match "files%s*=%s*(%b{})" or "{}"
  for name in declared:gmatch '"([^"]+)"' do
    local source = pack.files[name .. ".lua"]
    if type(source) == "string" then
      local _, count = ("\n" .. source):gsub("\n" .. kind .. "%s*%(?[\"']", "")
      if not most or count >= most then best, most = name .. ".lua", count end
    end
  end
  return files.join(pack.root, best or "pack.lua")
end

local function listed(name, list, indent)
  local out = { indent .. name .. " = {" }
  for _, example in ipairs(list) do
    out[#out + 1] = ("%s  -- %s, byte %d"):format(indent, terminal.plain(example.document), example.begin)
    out[#out + 1] = ("%s  %q,"):format(indent, example.text)
  end
  out[#out + 1] = indent .. "},"
  return table.concat(out, "\n")
end

local function factor_body(tried, options, examples)
  local side = options.sign == "-" and "opposes" or "supports"
  local question = options.question or options.about or "What does this tell?"
  return ("  question = %q,\n  %s = { %s },\n  examples = {\n%s\n  },\n"):format(question, side, tried.source,
    listed(side, examples, "    "))
end

local function rule_text(session, name, tried, options)
  local kind, found = options.kind or "theme", tried.found
  local examples = examples_of(session, found)
  local head = ("\n-- Tried on %s: %d match%s.\n%s %q {\n"):format(session.corpus().path, #found,
    #found == 1 and "" or "es", kind, name)
  if kind == "factor" then return head .. factor_body(tried, options, examples) .. "}\n" end
  local about = ("  about   = %q,\n"):format(options.about or "What was tried as " .. tried.source:gsub('"', "'"))
  local finds = #examples > 0 and listed("finds  ", examples, "  ") .. "\n" or ""
  return head .. about .. "  " .. entry_of(tried) .. "\n" .. finds .. "}\n"
end

-- What is wrong with the pack now, as lines; nil where all holds.
local function problems_of(name)
  local opened, message = pipelines.new { packs = { name }, jobs = 1 }
  if not opened then return message end
  local closing <close> = opened -- luacheck: ignore closing
  local report, why = opened:check {}
  if not report then return why end
  local lines = {}
  for _, failure in ipairs(report.failures) do
    lines[#lines + 1] = ("%s:%d: %s"):format(failure.file or name, failure.line or 0, failure.message)
  end
  if #lines > 0 then return table.concat(lines, "\n") end
  return nil, report
end

local function writable_pack(name)
  local pack, message = packs.find(name)
  if not pack then error(message .. ("; `gimlet new %s` writes one"):format(name), 0) end
  if not files.exists(pack.root) then
    error(("the pack “%s” lies within the program and cannot be written; `gimlet new` makes one"):format(name), 0)
  end
  return pack
end

local function save(session, tried, full, options)
  local folder, name = full:match "^(.+)%.([%a_][%w_]*)$"
  if not name then error("save takes the name of a rule in a pack: save \"mypack.clearance\"", 0) end
  local kind = options.kind or "theme"
  if not KINDS[kind] then error("save: kind is theme, pattern or factor", 0) end
  local pack = writable_pack(folder)
  local before = problems_of(folder)
  if before then error(("the pack does not check as it is:\n%s"):format(before), 0) end
  local path = file_for(pack, kind)
  local source = session.must(files.read(path))
  local text = rule_text(session, name, tried, options)
  local before_it = source:gsub("\n*$", "\n")
  local _, line = before_it:gsub("\n", "")
  session.must(files.write(path, before_it .. text))
  local wrong, report = problems_of(folder)
  if wrong then
    session.must(files.write(path, source))
    error(("it is not saved, since the pack would not check:\n%s"):format(wrong), 0)
  end
  return result.page(("%s:%d: %s \"%s\" is saved; %d examples of the pack hold.\n"):format(path, line + 3, kind, name,
    report.examples), { file = path, text = text })
end

---Adds try and save.
---@param words table
---@param session table
function M.extend(words, session)
  ---Matches a phrase, a pattern or a CQL query over the corpus, exactly as a rule with it would (in title, body and
  ---lists). References such as {five_eyes.clearance} may name rules of packs, or with `pack` those of that pack by
  ---their names alone. A text that begins as a pattern is one: `as` = "phrase" says that it is none.
  ---
  ---    try "peace … treaty|agreement"
  ---    try 'word "Japan" * gap(0, 3) * lemma "share"'
  ---    try("{world.country} sign … treaty", { where = "date >= 2000" })
  ---    try("climate change"):by "year":plot()
  ---@param text string
  ---@param options? string|{ where: string?, pack: string?, as: string?, subject: string? }
  ---@return result matches, as kwic gives them
  function words.try(text, options)
    options = session.options("try", options, { "where", "pack", "as", "subject" })
    local tried = read(text, options.as)
    local found = find(session, tried, options)
    tried.found = found
    session.tried = tried
    return found
  end

  ---Saves what was tried last as a rule of a pack, with sentences that it found as examples and where it found them;
  ---the pack is checked, and left as it was where it would not hold.
  ---
  ---    save "mypack.peace_treaty"
  ---    save("mypack.signed", { kind = "factor", sign = "+", question = "Was it signed?" })
  ---@param name string PACK.RULE
  ---@param options? { about: string?, kind: string?, sign: string?, question: string? } kind: theme (the default),
  --- pattern or factor
  ---@return result a page that says where it stands
  function words.save(name, options)
    if not session.tried then error("nothing was tried yet: try \"a phrase\" first", 0) end
    if type(name) ~= "string" then error("save takes the name of a rule in a pack: save \"mypack.clearance\"", 0) end
    return save(session, session.tried, name, session.options("save", options, { "about", "kind", "sign", "question" }))
  end
end

M.read = read

return M
