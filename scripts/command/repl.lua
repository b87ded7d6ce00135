-- gimlet repl: Lua over a corpus.
return {
  summary = "explore a corpus by typing Lua",
  usage = "repl [-c CORPUS]",
  about = "Reads Lua line by line: expressions print what they give, lists of records as tables; help() lists the "
    .. "words. History is kept in $XDG_STATE_HOME/gimlet/history. Where standard input is no terminal, its lines "
    .. "are run.",
  maximum = 0,
  options = { "corpus", "jobs" },
  examples = {
    "gimlet repl -c corpus.db",
    { "echo 'kwic \"clearance\"' | gimlet repl", "run lines from a pipe" },
  },
  run = function(options) return require("gimlet.cli.repl").main(options) end,
}
