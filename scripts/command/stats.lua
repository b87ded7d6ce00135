-- gimlet stats: how much there is of what in a corpus.
local args = require "gimlet.cli.args"
local corpus = require "gimlet.corpus"
local jail = require "gimlet.work.jail"
local json = require "gimlet.base.json"
local terminal = require "gimlet.cli.terminal"
local where = require "gimlet.corpus.where"

-- What can be counted by, as SQL over `documents d`.
local GROUPS = {
  { "year", "substr(d.earliest, 1, 4)", "undated" },
  { "source", "d.source", "no source" },
  { "format", "d.format", "?" },
  { "language", "d.language", "not known" },
}

local function totals(open, sql, values)
  local row = open:one("SELECT COUNT(*) AS documents, COALESCE(SUM(bytes), 0) AS bytes, COALESCE(SUM(tokens), 0) "
    .. "AS tokens, COALESCE(SUM(sentences), 0) AS sentences, SUM(earliest IS NULL) AS undated, MIN(earliest) AS first, "
    .. "MAX(latest) AS last FROM documents d" .. sql, table.unpack(values))
  local _, message
  _, message, row.types = open.box:types()
  if not row.types then error(message, 0) end
  return row
end

local function by_source(open, sql, values)
  local sums, order = {}, {}
  for _, row in ipairs(open:query("SELECT source, COUNT(*) AS documents, SUM(tokens) AS tokens FROM documents d" .. sql
    .. " GROUP BY source_key", table.unpack(values))) do
    local name = open:grades():of(row.source) or false
    if not sums[name] then
      sums[name] = { name = name or nil, documents = 0, tokens = 0 }
      order[#order + 1] = sums[name]
    end
    sums[name].documents = sums[name].documents + row.documents
    sums[name].tokens = sums[name].tokens + row.tokens
  end
  table.sort(order, function(a, b)
    if a.documents ~= b.documents then return a.documents > b.documents end
    return (a.name or "") < (b.name or "")
  end)
  return order
end

local function groups_of(open, sql, values)
  local result = {}
  for i, group in ipairs(GROUPS) do
    local rows = group[1] == "source" and by_source(open, sql, values)
      or open:query(("SELECT %s AS name, COUNT(*) AS documents, SUM(tokens) AS tokens FROM documents d%s GROUP BY 1 "
        .. "ORDER BY %s"):format(group[2], sql, group[1] == "year" and "1" or "2 DESC, 1"), table.unpack(values))
    result[i] = { by = group[1], missing = group[3], rows = rows }
  end
  return result
end

-- 1234567 as "1,234,567".
local function thousands(number)
  local text = tostring(number):reverse():gsub("(%d%d%d)", "%1,"):reverse()
  return (text:gsub("^,", ""))
end

local function size(bytes)
  if bytes < 10000 then return thousands(bytes) .. " bytes" end
  return bytes < 10000000 and ("%.0f KB"):format(bytes / 1000) or ("%.1f MB"):format(bytes / 1000000)
end

local function print_group(group, most)
  local rows, rest, rest_tokens = {}, 0, 0
  for i, row in ipairs(group.rows) do
    if i <= most then
      rows[#rows + 1] = { terminal.cut(terminal.plain(row.name or group.missing), 40), thousands(row.documents),
        thousands(row.tokens) }
    else
      rest, rest_tokens = rest + row.documents, rest_tokens + row.tokens
    end
  end
  if rest > 0 then
    rows[#rows + 1] = { ("%d others"):format(#group.rows - most), thousands(rest), thousands(rest_tokens) }
  end
  io.write("\n", terminal.table(rows, { header = { "by " .. group.by, "documents", "tokens" },
    right = { [2] = true, [3] = true } }))
end

local function print_all(open, total, groups, options)
  local period = total.first and ("%s to %s"):format(total.first, total.last) or "no dates"
  io.write(terminal.bold(open.path), "\n")
  io.write(terminal.table({
    { "documents", thousands(total.documents), total.undated > 0 and total.undated .. " undated" or "" },
    { "text", size(total.bytes) },
    { "tokens", thousands(total.tokens) },
    { "types", thousands(total.types), options.where and "in the whole corpus" or "" },
    { "sentences", thousands(total.sentences) },
  }, { right = { [2] = true } }))
  io.write("period     ", period, "\n")
  local warning = jail.warning()
  if warning then io.write(warning, "\n") end
  for _, group in ipairs(groups) do
    if #group.rows > 1 or (group.rows[1] and group.rows[1].name) then
      print_group(group, options.all and math.maxinteger or group.by == "year" and 40 or 15)
    end
  end
end

local function print_json(total, groups)
  total.type, total.schema = "stats", 1
  print(json.encode(total))
  for _, group in ipairs(groups) do
    for _, row in ipairs(group.rows) do
      print(json.encode({ type = "stats", schema = 1, by = group.by, name = row.name or json.null,
        documents = row.documents, tokens = row.tokens }))
    end
  end
end

-- A line a type of the whole corpus.
local function print_types(open, as_json)
  if not as_json then print "form\tfold\tplain\tlemmas\tstems\tshape\tflags\tcount\tdocuments" end
  for item in open:types() do
    if as_json then
      item.type, item.schema, item.flags = "type", 1, json.array(item.flags)
      print(json.encode(item))
    else
      local stems = {}
      for language, stem in pairs(item.stems) do stems[#stems + 1] = language .. ":" .. stem end
      table.sort(stems)
      local cells = { item.form, item.fold, item.plain, table.concat(item.lemmas, " "), table.concat(stems, " "),
        item.shape, table.concat(item.flags, " "), item.count, item.documents }
      for i, cell in ipairs(cells) do cells[i] = terminal.plain(tostring(cell)):gsub("[\t\r\n]", " ") end
      print(table.concat(cells, "\t"))
    end
  end
end

return {
  summary = "count documents, tokens, types, sentences",
  usage = "stats [OPTIONS]",
  about = "Totals, then documents and tokens by year, source, format and language.",
  maximum = 0,
  options = {
    "corpus",
    { "where", short = "w", value = "CONDITION", help = "only documents that fulfil it; see `gimlet docs --help`" },
    { "all", help = "list every group, however many" },
    { "types", help = "list the types instead, as TSV: every written form with its fold, the fold without diacritics, "
      .. "lemmas, stems in the languages of the corpus, shape, flags, how often it occurs and in how many documents" },
    "json",
  },
  examples = { "gimlet stats", "gimlet stats --where 'date >= 2020'",
    "gimlet stats --types > types.tsv" },
  run = function(options)
    local open, message = corpus.open(options.corpus, { readonly = true })
    if not open then return nil, message end
    local closing <close> = open -- luacheck: ignore closing
    if options.types then
      if options.where then args.misuse "--types is for the whole corpus: leave --where out" end
      print_types(open, options.json)
      return 0
    end
    local sql, values, keys = "", {}, nil
    if options.where then
      local condition, given, names = where.compile(options.where)
      if not condition then args.misuse(given) end
      sql, values, keys = " WHERE " .. condition, given, names
    end
    local total = totals(open, sql, values)
    local unknown = total.documents == 0 and options.where and where.unknown(open, keys)
    if unknown then return nil, unknown end
    total.undated = total.undated or 0
    local groups = groups_of(open, sql, values)
    if options.json then print_json(total, groups) else print_all(open, total, groups, options) end
    return 0
  end,
}
