-- gimlet run: packs over the corpus; the run is stored and can be explained.
local args = require "gimlet.cli.args"
local assess = require "gimlet.score.assess"
local breakdown = require "gimlet.score.breakdown"
local corpora = require "gimlet.corpus"
local decisions = require "gimlet.score.decisions"
local grading = require "gimlet.score.grading"
local json = require "gimlet.base.json"
local lines = require "gimlet.report.lines"
local manifest = require "gimlet.score.manifest"
local reuse = require "gimlet.work.reuse"
local scorecard = require "gimlet.report.scorecard"
local subjects = require "gimlet.report.subjects"
local tally = require "gimlet.report.tally"
local terminal = require "gimlet.cli.terminal"
local watch = require "gimlet.cli.watch"

-- A hit as it is printed: with what an analyst decided on it.
local function print_hit(hit, index, all)
  if hit.kind ~= "factor" then
    if hit.counts ~= false or all then io.write(lines.hit_text(hit), "\n") end
    return
  end
  local line = { hit = hit, sign = hit.sign, speaker = hit.attributed_to }
  decisions.apply(index, line)
  local object = lines.hit(hit)
  if line.decisions then
    object.sign, object.attributed_to, object.decisions = line.sign, line.speaker, line.decisions
    if line.rejected then object.counts, object.why = false, line.decisions[#line.decisions] end
  end
  if object.counts or all then io.write(json.encode(object), "\n") end
end

-- Adds what is known of a document's zones outside the article.
local function add_outside(seen, outside)
  for kind, count in pairs(outside) do seen.outside[kind] = (seen.outside[kind] or 0) + count end
end

-- Where only the score is asked for, what an earlier run found may be taken over.
local function take_over(opened, corpus, options, documents, seen)
  local reused = reuse.new(corpus, opened, options.packs, options.fresh)
  reused:each(documents, function(answer, entry)
    seen.done = seen.done + 1
    add_outside(seen, entry[3])
    assess.count_skimmed(answer.document, seen.skimmed)
    table.move(answer.hits, 1, #answer.hits, #seen.hits + 1, seen.hits)
  end)
  return reused
end

local function match_all(opened, corpus, options, documents, index)
  local seen = { hits = {}, tally = tally.new(), done = 0, failures = {}, outside = {}, skimmed = {} }
  local progress, count = terminal.progress("documents"), #documents
  local scored = #(assess.with_score(opened:describe()).scores or {}) > 0
  -- In a pack that scores, patterns are tools of its other rules: only --all shows what they find.
  local kinds = (options.json or not scored) and { entity = true, theme = true,
    pattern = not scored or options.all or nil } or {}
  seen.reuse = not next(kinds) and not options.all and take_over(opened, corpus, options, documents, seen) or nil
  local iterator, message = corpus:docs { where = options.where, text = true, order = "hash",
    skip = seen.reuse and seen.reuse.skip }
  if not iterator then return nil, message end
  local zones = {}
  local function next_document()
    local document = iterator()
    if document then
      zones[document.hash] = {}
      assess.count_outside(document, zones[document.hash])
      add_outside(seen, zones[document.hash])
    end
    return document
  end
  local good, why = opened:match(next_document, function(answer)
    if answer.failure then
      seen.failures[#seen.failures + 1] = answer.failure
      terminal.failure(grading.failure_text(answer.failure))
      return
    end
    seen.done = seen.done + 1
    assess.count_skimmed(answer.document, seen.skimmed)
    if seen.reuse then seen.reuse:note(answer.document, zones[answer.document.hash]) end
    progress:update(seen.done, count)
    if not scored then seen.tally:add(answer.hits) end
    for _, hit in ipairs(answer.hits) do
      if assess.wants(hit) then seen.hits[#seen.hits + 1] = hit end
      if options.json then print_hit(hit, index, options.all) end
    end
  end, { all = options.all, kinds = kinds })
  progress:finish()
  if not good then return nil, why end
  if seen.reuse and seen.reuse.taken > 0 and grading.incomplete(opened) then -- what was taken over had that rule
    return match_all(opened, corpus, setmetatable({ fresh = true }, { __index = options }), documents, index)
  end
  return seen
end

-- Stores the run as the latest. A run of the same manifest has the same result: it is stored once.
local function save(corpus, run, result, seen, options)
  local id, asked = manifest.id(run), {}
  for _, pack in ipairs(result.description.packs) do
    if pack.requested ~= false then asked[#asked + 1] = pack end
  end
  local good, number, message = pcall(corpus.batch, corpus, function()
    for _, earlier in ipairs(corpus:runs()) do
      if earlier.id == id then corpus:remove_run(earlier.number) end
    end
    return corpus:save_run { id = id, manifest = run, hits = seen.hits, scores = result.scores,
      packs = asked, subject = result.description.subject,
      detail = manifest.detail(result, options, seen.warnings, seen.whole and seen.reuse) }
  end)
  if not good then
    if type(number) ~= "table" then error(number, 0) end
    number, message = nil, number.message
  end
  if not number then
    terminal.failure(tostring(message) .. "; the run is not stored and cannot be explained later")
    return nil, id
  end
  return id, id
end

local function show(result, id, stored, options, seen)
  if options.json then
    io.write(json.encode { type = "run", id = id, packs = json.array(options.packs), as_of = result.as_of, schema = 1 },
      "\n")
    return lines.write(io.write, result, seen.failures)
  end
  local command = "gimlet explain " .. (options.corpus and "-c " .. options.corpus .. " " or "")
  local hints = { left_out = stored and command .. "left_out" or "gimlet run … --json --all", explain = stored
    and ("%sNAME opens a score, a group, a factor or a hit. This is run %s."):format(command, id) or nil }
  for i, computed in ipairs(result.scores) do
    if i > 1 then io.write("\n") end
    io.write(scorecard.render(result, computed, { warnings = seen.warnings, outside = seen.outside,
      skimmed = seen.skimmed, hints = hints,
      where = options.where }))
  end
end

-- The score by source, year, …, each computed anew.
local function show_parts(told, input, key, as_json)
  local parts, message = breakdown.by(input, key, told)
  if not parts then return nil, message end
  local rows = breakdown.rows(parts)
  if not as_json then
    io.write("\n", breakdown.render(rows, key))
    return true
  end
  for _, row in ipairs(rows) do
    io.write(json.encode { type = "part", by = key, value = row.value, score = json.micro(row.score),
      supports = row.supports, opposes = row.opposes, documents = row.documents, schema = 1 }, "\n")
  end
  return true
end

-- A corpus that cannot be written can still be read.
local function open_corpus(path)
  local corpus, message, status = corpora.open(path)
  if not corpus and status == "READONLY" then corpus = corpora.open(path, { readonly = true }) end
  return corpus, message
end

local function documents_of(corpus, where)
  local documents, message = corpus:evidence_documents { where = where }
  if not documents then return nil, message end
  if #documents > 0 then return documents end
  return nil, where and "no document fits --where " .. where
    or ("%s holds no documents: run `gimlet load PATH…` first"):format(corpus.path)
end

local function once(options, packs)
  grading.check_date(options.as_of)
  local corpus, message = open_corpus(options.corpus)
  if not corpus then return nil, message end
  local told, none = breakdown.told(corpus, options.by or "year")
  if none then args.misuse("--by: " .. none) end
  options.packs, options.later, options.go_on = packs, true, true -- the packs are compiled while documents are read
  local opened, why = grading.open(packs, options)
  if not opened then return nil, why end
  local documents, wrong = documents_of(corpus, options.where)
  if not documents then return nil, wrong end
  local compiled, failure = opened:ready()
  if not compiled then return nil, failure end
  local decided = corpus:decisions()
  local seen, failed = match_all(opened, corpus, options, documents, decisions.index(decided))
  if not seen then return nil, failed end
  local description = assess.with_score(opened:describe())
  seen.warnings = grading.warnings(description, opened, seen.failures)
  local input = { description = description, hits = seen.hits, documents = documents,
    decisions = decided, as_of = options.as_of, options = { combine = grading.combine(opened) },
    go_on = true }
  local result, bad = assess.compute(input)
  if not result then return nil, bad end
  seen.whole = not grading.incomplete(opened)
  local stored, id = save(corpus, manifest.of(result, decided, options), result, seen, options)
  if options.collect then options.collect(result, id) end
  if not options.quiet then
    if #result.scores == 0 and not options.json then io.write(seen.tally:render(description)) end
    show(result, id, stored, options, seen)
  end
  if options.by and #result.scores > 0 and not options.quiet then
    local good, problem = show_parts(told, input, options.by, options.json)
    if not good then return nil, problem end
  end
  local incomplete = grading.incomplete(opened)
  opened:close()
  corpus:close()
  return (#seen.failures > 0 or incomplete or not stored) and 1 or 0, { hits = seen.hits, result = result }
end

local function run(options, packs)
  if not options.watch then
    local status, found = once(options, packs)
    return status, status == nil and found or nil
  end
  if options.json then args.misuse "--watch prints for people; it does not go with --json" end
  return watch.run(packs, function(quiet)
    options.quiet = quiet
    return once(options, packs)
  end)
end

-- One run a subject, and their scores side by side.
local function run_each(options, packs)
  if options.watch then args.misuse "--watch is for one subject" end
  local names, status, results, ids = {}, 0, {}, {}
  for name in options.subject:gmatch "[^,]+" do names[#names + 1] = name:match("^%s*(.-)%s*$") end
  for _, name in ipairs(names) do
    local own = { subject = name, quiet = true, collect = function(result, id)
      results[#results + 1], ids[#ids + 1] = result, id
    end }
    for key, value in pairs(options) do
      if own[key] == nil and key ~= "json" and key ~= "all" and key ~= "by" then own[key] = value end
    end
    local exit, message = once(own, packs)
    if not exit then return nil, message end
    status = math.max(status, exit)
  end
  io.write(subjects.render(results, ids, options.json))
  return status
end

return {
  summary = "run packs over the corpus, store the run, print the scorecard",
  usage = "run PACK… [-c CORPUS] [--where CONDITION] [--subject NAME]",
  about = "Runs packs over the documents of the corpus and prints what they say. The run is stored with all it depends "
    .. "on; `gimlet explain` opens it.",
  minimum = 1,
  options = {
    "corpus", "json",
    { "all", help = "with --json: also print hits that do not count, with the reason" },
    { "where", value = "CONDITION", help = "only these documents: 'date >= 2020 and source = \"Nikkei\"'" },
    { "subject", value = "NAME",
      help = "ask about another subject: world.canada, canada, Canada; several, with commas, side by side" },
    { "as-of", value = "DATE", help = "measure age from this day (default: the newest document's date)" },
    { "by", value = "KEY", help = "also the score by " .. breakdown.HELP },
    { "fresh", help = "match every document again, also where an earlier run tells what is found" },
    { "watch", help = "go on: whenever a file of a pack is saved, run again and show hits gained and lost" },
    "jobs", "limit-time", "limit-memory",
  },
  examples = {
    { "gimlet run five_eyes", "the scorecard over corpus.db" },
    { "gimlet run five_eyes -c asia.db --where 'date >= 2020'", "only documents since 2020" },
    { "gimlet run five_eyes --subject Canada", "the same question about another country" },
    { "gimlet run five_eyes --subject japan,south_korea", "two subjects side by side" },
    { "gimlet run five_eyes --by source", "and what each source alone would say" },
    { "gimlet run mypack --watch", "beside your editor: what did that change do?" },
    { "gimlet run five_eyes --json > run.jsonl", "every hit, factor and score as JSON Lines" },
  },
  run = function(options, packs)
    return (options.subject and options.subject:find(",", 1, true) and run_each or run)(options, packs)
  end,
}
