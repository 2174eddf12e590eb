using System.Text;
using BotQA.Commands;

// The commands: serve (the default, Web/), ask, index, documents, eval, feedback and teams-package, each in Commands/.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return await BotQACommandLine.RunAsync(args, CommandContext.OfProcess());
