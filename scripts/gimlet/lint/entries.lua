-- Lints of what a rule looks for: said twice, covered, unreachable, impossible, or true of any word.
local core = require "gimlet.core"
local leaves = require "gimlet.lint.leaves"

local M = {}

-- Occurrences in a million words from where a word is one that nearly every sentence holds.
local VERY_COMMON <const> = 1500

local function shown(entry) return entry.text and ("“%s”"):format(entry.text) or "the pattern" end

-- Beside its words an entry has settings; other settings make it another entry.
local function settings_of(entry)
  local parts = {}
  for key, value in pairs(entry.settings or {}) do
    parts[#parts + 1] = key .. "=" .. (type(value) == "table" and "{…}" or tostring(value))
  end
  table.sort(parts)
  return table.concat(parts, ";")
end

local function compare(lint, rule, a, b)
  local words = lint.words
  if not words:covered(a.lines, b.lines) then return false end
  local same = words:covered(b.lines, a.lines)
  if a.entry.sign ~= b.entry.sign then
    lint:warn("contradiction", rule, b.entry, nil, ("%s %s what %s of line %d %s"):format(shown(b.entry),
      b.entry.sign == "+" and "supports" or "opposes", shown(a.entry), a.entry.line,
      a.entry.sign == "+" and "supports" or "opposes"), "let only one of them find it, or tell them apart")
  elseif settings_of(a.entry) == settings_of(b.entry) then
    lint:warn(same and "duplicate" or "covered", rule, b.entry, nil,
      same and ("%s says the same as %s in line %d"):format(shown(b.entry), shown(a.entry), a.entry.line)
        or ("all that %s finds, %s in line %d finds as well"):format(shown(b.entry), shown(a.entry), a.entry.line),
      "remove it")
  else
    return false
  end
  return true
end

-- Entries of a rule against each other. Only lines with as many words can cover each other, and few begin alike.
local function pairs_of_entries(lint, rule)
  local list = {}
  for _, entry in ipairs(rule.entries) do
    local lines = leaves.lines(entry.node)
    if lines then list[#list + 1] = { entry = entry, lines = lines } end
  end
  for j = 2, #list do
    for i = 1, j - 1 do
      if compare(lint, rule, list[i], list[j]) then break end
      if compare(lint, rule, list[j], list[i]) then break end
    end
  end
end

-- Alternatives that an earlier or wider one leaves nothing to.
local function alternatives(lint, rule, entry, node)
  if node.kind == "either" and not (node[1].column and node[1].column == node[2].column) then -- as in law(s)
    local lines = {}
    for index, item in ipairs(node) do lines[index] = leaves.lines(item) end
    for j = 1, #node do
      for i = 1, #node do
        if i ~= j and lines[i] and lines[j] and lint.words:covered(lines[i], lines[j])
          and not (i > j and lint.words:covered(lines[j], lines[i])) and node[j].text and node[i].text then
          lint:warn("unreachable", rule, entry, node[j].column,
            ("the alternative “%s” finds nothing that “%s” does not find"):format(node[j].text, node[i].text),
            "remove it: a word stands for its inflected forms")
          break
        end
      end
    end
  end
  local inner = node.kind == "phrase" and { node.tree } or node
  for _, item in ipairs(inner) do alternatives(lint, rule, entry, item) end
end

local function is_common(lint, leaf)
  if leaf.kind ~= "word" and leaf.kind ~= "exact" and leaf.kind ~= "fold" and leaf.kind ~= "lemma" then return false end
  local target = lint.words:target(leaf.text)
  if not target then return false end
  for word in target.fold:gmatch "%S+" do
    if core.match.commonness(word) < VERY_COMMON then return false end
  end
  return true
end

local ANYTHING = { ["."] = true, [".+"] = true, [".*"] = true, ["\\w+"] = true, ["\\S+"] = true, ["\\p{L}+"] = true,
  ["[a-z]+"] = true, ["[A-Za-z]+"] = true }

-- Does any word fit the leaf?
local function is_open(leaf)
  return leaf.kind == "any" or leaf.kind == "gap" or leaf.kind == "regex" and ANYTHING[leaf.text]
    or leaf.kind == "shape" and leaf.text == "x"
end

-- Lines made of nothing but open places, or of one very common word.
local function anything(lint, rule, entry)
  local lines = leaves.lines(entry.node)
  for _, line in ipairs(lines or {}) do
    local open, common = #line > 0, #line > 0
    for _, leaf in ipairs(line) do
      open = open and is_open(leaf)
      common = common and (is_open(leaf) or is_common(lint, leaf))
    end
    if open then
      lint:warn("matches-anything", rule, entry, nil, ("%s fits any words"):format(shown(entry)),
        "say at least one word that must be there")
      return
    elseif common and rule.word ~= "pattern" and rule.word ~= "context" and rule.word ~= "zone" then
      local words = {}
      for index, leaf in ipairs(line) do words[index] = leaf.text or "…" end
      lint:warn("too-common", rule, entry, line[1].column, ("“%s” stands in nearly every text"):format(
        table.concat(words, " ")), "add a word that tells this from other sentences")
      return
    end
  end
end

-- Leaves that no token can ever be.
local function impossible(lint, rule, entry)
  for _, line in ipairs(leaves.lines(entry.node) or {}) do
    for index, leaf in ipairs(line) do
      local why
      if leaf.kind == "lemma" and type(leaf.text) == "string" then
        local target = lint.words:target(leaf.text)
        if target and target.count == 1 and target.key ~= target.fold then
          why = ("“%s” is the lemma of no word"):format(leaf.text)
          lint:warn("matches-nothing", rule, entry, leaf.column, why, ("write lemma \"%s\""):format(target.key))
          return
        end
      elseif leaf.kind == "regex" and leaf.text:find "%s" and not leaf.text:find "%(%?[a-z]*x" then
        why = ("a token holds no space: regex \"%s\" fits none"):format(leaf.text)
      elseif leaf.kind == "opaque" and leaf.text.kind == "sentence_begin" and index > 1 then
        why = "nothing of a sentence stands before its beginning"
      elseif leaf.kind == "opaque" and leaf.text.kind == "sentence_end" and index < #line then
        why = "nothing of a sentence stands behind its end"
      end
      if why then
        lint:warn("matches-nothing", rule, entry, leaf.column, why, "write one token after the other, joined by *")
        return
      end
    end
  end
end

---@param lint table
---@param rule table RULE
function M.run(lint, rule)
  pairs_of_entries(lint, rule)
  for _, entry in ipairs(rule.entries) do
    alternatives(lint, rule, entry, entry.node)
    anything(lint, rule, entry)
    impossible(lint, rule, entry)
  end
end

return M
