-- The words that the REPL has besides the vocabulary (scripts/gimlet/vocabulary): those that make sense at a keyboard.
local cli = require "gimlet.cli"
local help = require "gimlet.vocabulary.help"
local result = require "gimlet.vocabulary.result"
local vocabulary = require "gimlet.vocabulary"

local M = {}

-- Runs a command of the command line as `gimlet NAME` would.
local function command(session, name, options, arguments)
  return require("gimlet.vocabulary.evidence").command(session, name, options, arguments)
end

---@class repl_words

---Adds load_files, watch, use, help, quit.
---@param words table
---@param session table
---@param on_quit fun()
local function extend(words, session, on_quit)
  ---Reads files, folders or archives into the corpus, as `gimlet load` does.
  ---
  ---    load_files "articles/"
  ---@param ... string
  function words.load_files(...)
    command(session, "load", {}, { ... })
    session.reopen()
  end

  ---Runs a pack again whenever a file of it is saved, and shows the hits gained and lost; Control-C ends.
  ---
  ---    watch "five_eyes"
  ---    watch("five_eyes", { subject = "Canada", where = "date >= 2010" })
  ---@param pack string
  ---@param options? string|{ subject: string?, where: string? }
  function words.watch(pack, options)
    if type(pack) ~= "string" then error("watch takes the name of a pack: watch \"five_eyes\"", 0) end
    options = session.options("watch", options, { "subject", "where" })
    command(session, "run", { watch = true, subject = options.subject, where = options.where }, { pack })
  end

  ---Goes on with another corpus.
  ---
  ---    use "asia.db"
  ---@param path string
  function words.use(path)
    local files = require "gimlet.base.files"
    if not files.exists(path) then error(("no corpus at %s"):format(path), 0) end
    session.reopen()
    session.path = path
    return words.corpus
  end

  ---Lists the words; or tells of one, of a method (`result:by`, `doc:sentences`), of a word of the rule language, or of
  ---a command.
  ---
  ---    help()
  ---    help "kwic"
  ---    help "result:by"
  ---@param name? string|function
  ---@return result a page
  function words.help(name) return result.page(help.text(name, words)) end

  ---Ends (also Control-D).
  ---
  ---    quit()
  function words.quit() on_quit() end

  words.exit = words.quit
end

M.extend = extend

---A word typed alone, without arguments: what it does.
---@param value any what the expression gave
---@param words table
---@return result? page nil where it is no word
function M.explain_word(value, words)
  local name = help.name_of(value, words)
  return name and words.help(name ~= "help" and name or nil) or nil
end

---The words, as a table for an environment.
---@param options { corpus: string?, jobs: integer? }
---@param on_quit? fun()
---@return table words
---@return fun() close
function M.new(options, on_quit)
  local words = vocabulary.new(options.corpus, { jobs = options.jobs })
  extend(words, getmetatable(words).session, on_quit or function() end)
  return words, function() vocabulary.close(words) end
end

M.commands = cli.commands

return M
