-- Names that a text itself introduces: abbreviations in brackets, last names after full names, “the alliance” after its
-- name. Each becomes a mention of what it stands for, from the place on where the text has introduced it.
local M = {}

local LETTERED <const> = { ["of"] = true, ["the"] = true, ["and"] = true, ["for"] = true, ["&"] = true, ["on"] = true }
local LONGEST <const> = 10 -- words of a name before its abbreviation

local function capitalised(form) return form:find "^%u" ~= nil end

-- Do the words from a token up to `last` begin with the letters of an abbreviation? Small words may be passed over.
local function begins_with(view, last, letters)
  local tokens, at, left = view.tokens, last, #letters
  for _ = 1, LONGEST do
    if at < 1 or left == 0 then break end
    local form = tokens:form(at)
    if form:sub(1, 1):upper() == letters:sub(left, left) and (capitalised(form) or LETTERED[form]) then
      left = left - 1
      if left == 0 then return at end
    elseif not LETTERED[tokens:fold(at)] and not view:is_hidden(at) then
      return nil
    end
    at = at - 1
  end
end

-- The mention that a name ending at `last` is, or belongs to: “Japan's Signals Board”, “the Canadian Signals Board”.
local function owner(view, mentions, first, last)
  for _, mention in ipairs(mentions) do
    if mention.first <= last and mention.last >= first then return mention end
    local between = first - mention.last - 1
    if between >= 0 and between <= 1 and (between == 0 or view.tokens:fold(mention.last + 1):find "^['’]") then
      return mention
    end
  end
end

local function as_alias(mention, from)
  return { from = from, id = mention.id, of = mention.of or mention.id, as = mention.as, kind = mention.kind,
    rule = mention.rule }
end

local function add_abbreviations(view, raw, aliases)
  local tokens = view.tokens
  for position, letters in view.source:gmatch "()%((%u[%u%d]+)%)" do
    local open = tokens:at(position)
    if open > 1 and open <= #tokens and not aliases[letters] then
      local mentions = raw(view, tokens:sentence_of(open))
      local first = begins_with(view, open - 1, letters)
      local found
      for _, mention in ipairs(mentions) do
        if mention.last == open - 1 then found = mention end
      end
      found = found or first and owner(view, mentions, first, open - 1)
      if found then aliases[letters] = as_alias(found, open) end
    end
  end
end

local PERSON <const> = { leader = true, person = true }

-- “Taro Kono … Kono”: where the table itself has no last names.
local function add_last_names(view, aliases)
  local compiled = view.compiled
  local by_id = {}
  for _, rule in ipairs(compiled.mentions) do
    if PERSON[rule.fields.kind] and rule.rows then by_id[compiled.rules.ids[rule.name]] = rule end
  end
  if not next(by_id) then return end
  for _, id, first, last, entry in view.hits:each() do
    local rule = by_id[id]
    local row = rule and rule.rows[entry]
    local name = row and row.as ~= "office" and last > first and view.tokens:form(last)
    if name and capitalised(name) and not aliases[name] then
      aliases[name] = as_alias({ id = row.id, of = row.of, as = row.as, kind = rule.fields.kind, rule = rule }, last)
    end
  end
end

local function read(view, raw)
  local aliases = {}
  add_abbreviations(view, raw, aliases)
  add_last_names(view, aliases)
  return aliases
end

local function covered(list, token)
  for _, mention in ipairs(list) do
    if mention.first <= token and mention.last >= token then return true end
  end
  return false
end

local BEFORE_SUBJECT <const> = { ["and"] = true, ["but"] = true, ["that"] = true, ["if"] = true, ["while"] = true,
  ["when"] = true, ["because"] = true, ["as"] = true, ["although"] = true, ["yet"] = true, ["so"] = true }

-- Does a clause begin with the token? “join the grouping” says nothing of the grouping.
local function begins_clause(view, sentence, token)
  local first = view.tokens:sentence(sentence)
  while token > first and view:is_hidden(token - 1) do token = token - 1 end
  return token == first or BEFORE_SUBJECT[view.tokens:fold(token - 1)] or false
end

-- “the alliance”, “the grouping”, where they act: the alliance named last.
local function add_groups(view, raw, sentence, list)
  for _, span in ipairs(view:known("group_word", sentence)) do
    local first, last = span.first, span.last
    for earlier = begins_clause(view, sentence, first) and sentence or 0, math.max(1, sentence - 5), -1 do
      local named
      for _, mention in ipairs(raw(view, earlier)) do
        if mention.kind == "alliance" and mention.last < first then named = mention end
      end
      if named then
        list[#list + 1] = { first = first, last = last, id = named.id, of = named.id, kind = named.kind,
          rule = named.rule }
        break
      end
    end
  end
end

---Adds to the mentions of a sentence what its aliases stand for.
---@param view table
---@param raw fun(view: table, sentence: integer): table[] the mentions by the tables alone
---@param sentence integer
---@param list table[] gets the new ones
function M.add(view, raw, sentence, list)
  view.aliases = view.aliases or read(view, raw)
  if next(view.aliases) then
    local first, last = view.tokens:sentence(sentence)
    for token = first, last do
      local alias = view.aliases[view.tokens:form(token)]
      if alias and token > alias.from + 1 and not covered(list, token) then
        list[#list + 1] = { first = token, last = token, id = alias.id, of = alias.of, as = alias.as,
          kind = alias.kind, rule = alias.rule }
      end
    end
  end
  add_groups(view, raw, sentence, list)
end

return M
