-- gimlet bundle: a corpus and all that was worked out over it, in one file for a colleague.
local args = require "gimlet.cli.args"
local bundle = require "gimlet.share.bundle"
local corpora = require "gimlet.corpus"
local files = require "gimlet.base.files"
local json = require "gimlet.base.json"
local terminal = require "gimlet.cli.terminal"
local words = require "gimlet.report.words"

local function size_of(path) return (files.status(path) or { size = 0 }).size / 1000000 end

local function write(options, arguments)
  local target = table.remove(arguments, 1)
  local corpus <close>, message = corpora.open(options.corpus, { readonly = true })
  if not corpus then return nil, message end
  local manifest, why, warnings = bundle.write(corpus, target, { no_text = options.no_text, packs = arguments })
  if not manifest then return nil, why end
  for _, warning in ipairs(warnings) do terminal.failure(warning .. "; it is not in the bundle") end
  if options.json then
    print(json.encode { type = "bundle", path = target, documents = manifest.documents, texts = manifest.texts,
      schema = 1 })
  else
    print(("%s: %s%s, %s, %.1f MB."):format(target, words.count(manifest.documents, "document"),
      manifest.texts and "" or " without their texts", words.count(#manifest.files, "file"), size_of(target)))
  end
  return #warnings > 0 and 1 or 0
end

-- The scores of the latest run, computed again.
local function show_scores(corpus)
  local scores, message = bundle.recompute(corpus)
  if message then return nil, message end
  local status = 0
  for _, score in ipairs(scores or {}) do
    if score.again == score.value then
      print(("%s: %g, as computed again"):format(score.score, score.value / 1000000))
    else
      status = 1
      terminal.failure(("%s: %g is stored, %s is computed"):format(score.score, score.value / 1000000,
        score.again and ("%g"):format(score.again / 1000000) or "nothing"))
    end
  end
  return status
end

local function open(options, arguments)
  if #arguments ~= 2 then args.misuse "bundle open takes a bundle and the folder it is to be put in" end
  local path, folder = arguments[1], arguments[2]
  local most = options.limit_size and options.limit_size << 20
  local manifest, message = bundle.open(path, folder, most)
  if not manifest then return nil, message end
  local corpus <close>, why = corpora.open(files.join(folder, "corpus.db"))
  if not corpus then return nil, why end
  if options.json then
    print(json.encode { type = "bundle", path = folder, documents = manifest.documents, texts = manifest.texts,
      schema = 1 })
    return 0
  end
  print(("%s: %s%s; every file is what the bundle says."):format(folder, words.count(manifest.documents, "document"),
    manifest.texts and "" or " without their texts"))
  return show_scores(corpus)
end

return {
  summary = "a corpus, its packs, grades, decisions and notes as one file",
  usage = "bundle FILE [PACK…] [-c CORPUS] [--no-text] | bundle open FILE FOLDER",
  about = "Writes the corpus, with sources, grades, decisions, notes and runs, and the packs that its runs rest on "
    .. "(and those named) to one file. --no-text leaves the texts out: documents are listed, hits keep their quotes, "
    .. "scores open down to them; nothing can be searched or run anew. open unpacks a bundle into a new folder, "
    .. "compares every file with its hash and computes the latest scores again.",
  minimum = 1,
  options = {
    "corpus", "json",
    { "no-text", help = "leave the texts of the documents out; quotes of hits stay" },
    { "limit-size", value = "MB", kind = "integer", minimum = 1, help = "open: bytes of all files (default: 65536)" },
  },
  examples = {
    { "gimlet bundle japan.bundle -c japan.db", "for a colleague" },
    { "gimlet bundle japan.bundle --no-text", "where the texts may not be handed on" },
    { "gimlet bundle open japan.bundle japan", "then: cd japan; gimlet explain readiness" },
  },
  run = function(options, arguments)
    return (arguments[1] == "open" and open or write)(options, (arguments[1] == "open"
      and table.move(arguments, 2, #arguments, 1, {}) or arguments))
  end,
}
