-- Full text search, ranked.
--
--   peace treaty              both words, in any of their forms and whatever the case
--   "peace treaty"            one after the other        vet*        words that begin so
--   peace OR treaty    peace NOT treaty (or -treaty)     ( … )       AND is what stands between words
--   peace NEAR/5 treaty       at most 5 words between them, in either order, in one sentence
--   title:treaty  source:"New York Times"  KEY:word      within the title, source, author or any metadata
--
-- Ranked by BM25 (Robertson & Zaragoza 2009): Σ idf · tf (k1 + 1) / (tf + k1 (1 - b + b · length / mean length)), with
-- idf = ln(1 + (N - df + ½) / (df + ½)), which is never negative; lengths in tokens. What is equal goes by the
-- document's number.
local core = require "gimlet.core"
local lpeg = require "lpeg"
local node = require "gimlet.rule.node"
local where = require "gimlet.corpus.where"
local P, R, S, V, C, Ct, Cc, Cp = lpeg.P, lpeg.R, lpeg.S, lpeg.V, lpeg.C, lpeg.Ct, lpeg.Cc, lpeg.Cp

local M = { K1 = 1.2, B = 0.75 }

-- ---- queries -------------------------------------------------------------------------------------

local function mark(_, at, state)
  if at > state.at then state.at = at end
  return true
end

local here = lpeg.Cmt(lpeg.Carg(1), mark)
local space = S " \t\r\n" ^ 0
local function token(pattern) return pattern * space * here end
local letter = R("az", "AZ", "09", "\128\244") + S "_'’.$%&@#+/"
local inside = letter + S "-"
local word = C(letter * inside ^ 0 * P "*" ^ -1)
local function operator(name) return token(P(name) * -inside) end
local reserved = operator "AND" + operator "OR" + operator "NOT" + P "NEAR" * (P "/" * R "09" ^ 1) ^ -1 * -inside
local quoted = P '"' * C((1 - S '"') ^ 1) * '"' + P "“" * C((1 - P "”") ^ 1) * "”"

local function nodes(kind) return function(...) return { kind = kind, ... } end end
local function chain(kind)
  return function(first, ...)
    if select("#", ...) == 0 then return first end
    return { kind = kind, first, ... }
  end
end

local grammar = P { "whole",
  whole = space * here * V "either" * -1,
  either = V "both" * (operator "OR" * V "both") ^ 0 / chain "or",
  both = V "single" * (operator "AND" ^ -1 * V "single") ^ 0 / chain "and",
  single = (operator "NOT" + token(P "-" * #(1 - S " \t"))) * V "single" / nodes "not"
    + token "(" * V "either" * token ")" + V "near",
  near = V "atom" * (P "NEAR" * (P "/" * C(R "09" ^ 1) + Cc "10") * -inside * space * here * V "atom"
    / nodes "near") ^ 0 / function(first, ...)
      local tree = first
      for _, link in ipairs { ... } do tree = { kind = "near", tree, link[2], distance = math.tointeger(link[1]) } end
      return tree
    end,
  atom = V "field" + token(quoted) / nodes "phrase" + (token(word) - reserved) / nodes "word",
  field = Ct(Cp() * C(R("az", "AZ") * (R("az", "AZ", "09") + S "_-") ^ 0) * ":" * (token(quoted) + token(word)))
    / function(found) return { kind = "field", at = found[1], name = found[2], found[3] } end,
}

---Reads a query.
---@param text string
---@return table? tree
---@return string? message with the column
function M.parse(text)
  if not utf8.len(text) then return nil, "the query is not valid UTF-8" end
  local state = { at = 1 }
  local good, tree = pcall(lpeg.match, grammar, text, 1, state)
  if not good then return nil, "the query is nested too deeply" end
  if tree then return tree end
  local column = (utf8.len(text:sub(1, state.at - 1)) or state.at - 1) + 1
  if not text:find "%S" then return nil, "nothing to look for" end
  return nil, ("column %d: cannot be read from here:\n  %s\n  %s^"):format(column, text, (" "):rep(column - 1))
end

-- ---- what the parts of a query find --------------------------------------------------------------

-- The phrases that say the same as an atom; NEAR is a gap either way.
local function phrases_of(tree)
  if tree.kind ~= "near" then return { tree[1] } end
  local left, right = phrases_of(tree[1])[1], phrases_of(tree[2])[1]
  local gap = tree.distance > 0 and (" …%d "):format(tree.distance) or " "
  return { left .. gap .. right, right .. gap .. left }
end

local function collect(tree, atoms, negated)
  if tree.kind == "and" or tree.kind == "or" then
    for _, part in ipairs(tree) do collect(part, atoms, negated) end
  elseif tree.kind == "not" then
    collect(tree[1], atoms, not negated)
  else
    tree.negated = negated
    atoms[#atoms + 1] = tree
  end
  return atoms
end

local function words_in(tree)
  if tree.kind == "near" then
    local words = words_in(tree[1])
    for _, text in ipairs(words_in(tree[2])) do words[#words + 1] = text end
    return words
  end
  local words = {}
  for part in tree[1]:gmatch "%S+" do words[#words + 1] = part end
  return words
end

-- Documents with the frequency of any of the types.
local function postings(corpus, types)
  local found = {}
  local numbers, frequencies = corpus.box:postings(types)
  for i, number in ipairs(numbers) do found[number] = frequencies[i] end
  return found
end

-- Documents that hold a phrase: those that hold all its words, looked into.
local function phrase_documents(corpus, lexicon, tree)
  local words, rules = words_in(tree), {}
  for i, text in ipairs(words) do rules[i] = { text } end
  local singles, message = node.rules(lexicon, rules)
  if not singles then return nil, message end
  local candidates
  for _, types in ipairs(corpus.box:matching(singles)) do
    local with = postings(corpus, types)
    if candidates then
      for number in pairs(candidates) do if not with[number] then candidates[number] = nil end end
    else
      candidates = with
    end
  end
  local numbers = {}
  for number in pairs(candidates or {}) do numbers[#numbers + 1] = number end
  table.sort(numbers)
  local ruleset, why = node.rules(lexicon, { phrases_of(tree) })
  if not ruleset then return nil, why end
  local counts = corpus.box:occurrences { documents = numbers, node = ruleset }
  local found = {}
  for i, count in ipairs(counts) do if count > 0 then found[numbers[i]] = count end end
  return found
end

local FIELDS = { title = "d.title", source = "d.source", author = "d.author", language = "d.language", url = "d.url",
  path = "d.path", document = "d.name" }

-- Documents whose title, source, … holds the words.
local function field_documents(corpus, lexicon, tree) -- luacheck: ignore lexicon
  local column = FIELDS[tree.name:lower()]
  local rows = column and corpus:query(("SELECT d.id AS number, %s AS value FROM documents d WHERE %s IS NOT NULL")
    :format(column, column)) or corpus:query("SELECT document AS number, value FROM metadata WHERE key = ?", tree.name)
  if not column and #rows == 0 then return nil, ("no document has a field “%s”"):format(tree.name) end
  local own = core.text.lexicon()
  local ruleset, message = node.rules(own, { { tree[1] } })
  if not ruleset then return nil, message end
  local matcher, tokens, hits, found = core.match.matcher(ruleset), core.text.tokens(), nil, {}
  for _, row in ipairs(rows) do
    tokens:cut(own, tostring(row.value))
    tokens:sentences(own)
    hits = matcher:run(tokens, nil, hits)
    if #hits > 0 then found[row.number] = (found[row.number] or 0) + #hits end
  end
  return found
end

local function find_atoms(corpus, atoms)
  local lexicon, message = corpus.box:lexicon()
  if not lexicon then return nil, message end
  local words, rules = {}, {}
  for _, tree in ipairs(atoms) do
    if tree.kind == "word" and #words_in(tree) == 1 then
      words[#words + 1] = tree
      rules[#rules + 1] = { tree[1] }
    end
  end
  local ruleset, wrong = node.rules(lexicon, rules)
  if not ruleset then return nil, wrong end
  local types = corpus.box:matching(ruleset)
  for i, tree in ipairs(words) do
    if #types[i] > 0 then tree.found = postings(corpus, types[i]) end
  end
  for _, tree in ipairs(atoms) do
    if not tree.found then
      local find = tree.kind == "field" and field_documents or phrase_documents
      local found, why = find(corpus, lexicon, tree)
      if not found then return nil, why end
      tree.found = found
    end
  end
  return true
end

-- Sets of documents: what a tree takes, out of `all`.
local function evaluate(tree, all)
  if tree.kind == "or" then
    local union = {}
    for _, part in ipairs(tree) do for number in pairs(evaluate(part, all)) do union[number] = true end end
    return union
  elseif tree.kind == "and" then
    local common
    for _, part in ipairs(tree) do
      local found = evaluate(part, all)
      if not common then
        common = {}
        for number in pairs(found) do common[number] = true end
      else
        for number in pairs(common) do if not found[number] then common[number] = nil end end
      end
    end
    return common
  elseif tree.kind == "not" then
    local found, others = evaluate(tree[1], all), {}
    for number in pairs(all) do if not found[number] then others[number] = true end end
    return others
  end
  return tree.found
end

-- ---- ranking -------------------------------------------------------------------------------------

local function lengths(corpus)
  local all, count, total = {}, 0, 0
  for _, row in ipairs(corpus:query "SELECT id, tokens FROM documents") do
    all[row.id] = row.tokens or 0
    count, total = count + 1, total + (row.tokens or 0)
  end
  return all, count, count > 0 and total / count or 0
end

-- Weighs the atoms by how rare they are.
local function weigh(atoms, count)
  for _, tree in ipairs(atoms) do
    local df = 0
    for _ in pairs(tree.found) do df = df + 1 end
    tree.df, tree.idf = df, math.log(1 + (count - df + 0.5) / (df + 0.5))
  end
end

local function score_of(number, atoms, length, mean, k1, b)
  local score = 0
  for _, tree in ipairs(atoms) do
    local tf = not tree.negated and tree.found[number]
    if tf then
      score = score + tree.idf * tf * (k1 + 1) / (tf + k1 * (1 - b + b * (mean > 0 and length / mean or 1)))
    end
  end
  return score
end

-- ---- passages ------------------------------------------------------------------------------------

-- Looks for the sentences of a document that hold most of the query, by weight.
local Passages = {}
Passages.__index = Passages

local function passages(atoms)
  local self = setmetatable({ lexicon = core.text.lexicon(), tokens = core.text.tokens(), weights = {} }, Passages)
  local rules = {}
  for _, tree in ipairs(atoms) do
    if not tree.negated and tree.kind ~= "field" then
      rules[#rules + 1], self.weights[#self.weights + 1] = phrases_of(tree), tree.idf
    end
  end
  if #rules > 0 then self.matcher = core.match.matcher(assert(node.rules(self.lexicon, rules))) end
  return self
end

local function edges_of(zones)
  local edges = {}
  for _, zone in ipairs(zones or {}) do
    if zone.kind ~= "quote" then
      edges[#edges + 1] = zone.begin + 1
      edges[#edges + 1] = zone["end"] + 1
    end
  end
  table.sort(edges)
  return edges
end

---The best sentence: its text and where in it the words stand.
function Passages:of(text, zones)
  if not self.matcher then return nil end
  local tokens = self.tokens
  tokens:cut(self.lexicon, text)
  tokens:sentences(self.lexicon, edges_of(zones))
  self.hits = self.matcher:run(tokens, nil, self.hits)
  local sums, seen, best = {}, {}, nil
  for i = 1, #self.hits do
    local rule, _, _, _, sentence = self.hits:get(i)
    local key = sentence * 1024 + rule
    if not seen[key] then sums[sentence] = (sums[sentence] or 0) + self.weights[rule] end
    seen[key] = true
    if not best or sums[sentence] > sums[best] + 1e-12 then best = sentence end
  end
  if not best then return nil end
  local first, last = tokens:sentence(best)
  local begin, finish = tokens:span(first), select(2, tokens:span(last))
  local marks = {}
  for i = 1, #self.hits do
    local _, from, to, _, sentence = self.hits:get(i)
    if sentence == best then
      marks[#marks + 1] = { tokens:span(from) - begin, select(2, tokens:span(to)) - begin + 1 }
    end
  end
  table.sort(marks, function(a, b) return a[1] < b[1] or a[1] == b[1] and a[2] < b[2] end)
  return { text = text:sub(begin, finish), begin = begin - 1, ["end"] = finish, marks = marks }
end

---Searches a corpus.
---@param corpus table
---@param query string
---@param options? { where: string?, limit: integer?, k1: number?, b: number?, passages: boolean? } limit: 10; 0: all
---@return { results: table[], total: integer, documents: integer, k1: number, b: number }? found; a result has
--- document, number, score, title, date, source, passage = { text, begin, end, marks = { { from, to }, … } }
---@return string? message
function M.find(corpus, query, options)
  options = options or {}
  local tree, message = M.parse(query)
  if not tree then return nil, message end
  local atoms = collect(tree, {}, false)
  local good, why = find_atoms(corpus, atoms)
  if not good then return nil, why end
  local all, count, mean = lengths(corpus)
  weigh(atoms, count)
  local allowed = all
  if options.where then
    local sql, values, keys = where.compile(options.where)
    if not sql then return nil, values end
    allowed = {}
    for _, row in ipairs(corpus:query("SELECT d.id FROM documents d WHERE " .. sql, table.unpack(values))) do
      allowed[row.id] = all[row.id]
    end
    local unknown = not next(allowed) and where.unknown(corpus, keys)
    if unknown then return nil, unknown end
  end
  local k1, b, ranked = options.k1 or M.K1, options.b or M.B, {}
  for number in pairs(evaluate(tree, all)) do
    if allowed[number] then
      ranked[#ranked + 1] = { number = number, score = score_of(number, atoms, all[number], mean, k1, b) }
    end
  end
  table.sort(ranked, function(x, y)
    if x.score ~= y.score then return x.score > y.score end
    return x.number < y.number
  end)
  local limit = options.limit or 10
  local results, looker = {}, options.passages ~= false and passages(atoms)
  for i = 1, math.min(#ranked, limit == 0 and #ranked or limit) do
    local document = assert(corpus:docs { number = ranked[i].number, text = looker and true })()
    results[i] = { rank = i, document = document.document, number = document.number, score = ranked[i].score,
      title = document.title, date = document.date, source = document.source,
      passage = looker and looker:of(document.text, document.zones) or nil }
  end
  return { results = results, total = #ranked, documents = count, k1 = k1, b = b }
end

return M
