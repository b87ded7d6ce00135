-- gimlet cql: commands of CQP over a corpus.
local terminal = require "gimlet.cli.terminal"

-- Reads commands from a terminal, line by line; a command ends with a semicolon.
local function converse(session)
  local text = ""
  io.write(terminal.dim "CQL over a corpus; commands end with a semicolon, Control-D ends", "\n")
  while true do
    io.write(text == "" and "cql> " or "   > ")
    io.stdout:flush()
    local line = io.read "l"
    if not line then break end
    text = text .. line .. "\n"
    if line:find ";%s*$" then
      local going, message = session:run(text)
      if message then io.stderr:write(message, "\n") end
      if going == false then break end
      text = ""
    end
  end
  return 0
end

local function read_file(path)
  if path == "-" then return io.read "a" end
  return require("gimlet.base.files").read(path)
end

local function run(options, arguments)
  local corpus, message = require("gimlet.corpus").open(options.corpus, { readonly = true })
  if not corpus then return nil, message end
  local closing <close> = corpus -- luacheck: ignore closing
  local session = require("gimlet.cql.session").new(corpus, { show = true, width = options.width })
  if options.strategy then session.options.MatchingStrategy = options.strategy end
  local text = table.concat(arguments, ";\n")
  if options.file then
    local read
    read, message = read_file(options.file)
    if not read then return nil, message end
    text = read .. ";\n" .. text
  elseif #arguments == 0 then
    if require("gimlet.core").host.is_terminal(0) then return converse(session) end
    text = io.read "a"
  end
  local good, why = session:run(text)
  if good == nil then return nil, why end
  return 0
end

return {
  summary = "run commands of CQP, the corpus query processor, over a corpus",
  usage = "cql [COMMANDS…]",
  about = "COMMANDS are separated by semicolons: queries (NAME = QUERY keeps one), cat, size, sort, count, group, "
    .. "tabulate, dump, undump, set (anchors and options), reduce, cut, delete, discard, show, define, and NAME = "
    .. "union|intersection|difference NAME NAME. NAME alone makes later queries look within its matches only, ALL ends "
    .. "that. Without COMMANDS they are read from standard input. Tables are tab-separated. For one query and a "
    .. "concordance of it, or JSON, there is `gimlet kwic`.",
  options = {
    "corpus",
    { "file", short = "f", value = "FILE", help = "commands from a file first" },
    { "strategy", value = "NAME", choices = { "standard", "shortest", "longest", "traditional" },
      help = "which matches count, until the commands say" },
    { "width", short = "w", value = "N", kind = "integer", help = "columns of a line" },
  },
  examples = {
    { "gimlet cql 'A = \"the\" @[shape=\"Xx+\"]; count A by word on target'", "which capitalised words follow “the”" },
    { "gimlet cql 'A = [lemma=\"leak\"]; tabulate A match text_date, match[-3]..matchend[3] word > \"leaks.tsv\"'",
      "a table to work on" },
    { "gimlet cql -f queries.cql", "commands from a file" },
  },
  run = run,
}
