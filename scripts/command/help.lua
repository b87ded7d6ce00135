-- gimlet help COMMAND: the same as gimlet COMMAND --help.
local args = require "gimlet.cli.args"
local cli = require "gimlet.cli"
local terminal = require "gimlet.cli.terminal"

return {
  summary = "how a command is used",
  usage = "help [COMMAND]",
  maximum = 1,
  examples = { "gimlet help run" },
  run = function(_, arguments)
    local name = arguments[1]
    if not name then
      io.write(cli.overview())
      return 0
    end
    local command = cli.command(name)
    if not command then
      args.misuse(("unknown command “%s”%s"):format(name, args.did_you_mean(name, cli.commands())))
    end
    io.write(args.help(name, command, terminal))
    return 0
  end,
}
