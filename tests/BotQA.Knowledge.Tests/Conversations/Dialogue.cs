using BotQA.Knowledge.Answering;

namespace BotQA.Knowledge.Tests.Conversations;

/// <summary>
/// A conversation and what is expected of it. In the files a name stands behind <c>#</c>, a message behind <c>&gt;</c>; of its answer, behind
/// <c>=</c> the standalone question, behind <c>"</c> a part of a quote, behind <c>!</c> the reason without an answer, behind <c>?</c> a part of a
/// reading.
/// </summary>
internal sealed record Dialogue(string Name, IReadOnlyList<DialogueTurn> Turns)
{
    public static IReadOnlyList<Dialogue> Read(string file)
    {
        var dialogues = new List<Dialogue>();
        var turns = new List<DialogueTurn>();
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Conversations", file)).Where(line => line.Length > 2))
        {
            var text = line[2..];
            switch (line[0])
            {
                case '#':
                    dialogues.Add(new Dialogue(text, turns = []));
                    break;
                case '>':
                    turns.Add(new DialogueTurn(text));
                    break;
                case '=':
                    turns[^1] = turns[^1] with { Question = text };
                    break;
                case '!':
                    turns[^1] = turns[^1] with { Reason = Enum.Parse<NotFoundReason>(text) };
                    break;
                case '"':
                    turns[^1] = turns[^1] with { Quotes = [.. turns[^1].Quotes, text] };
                    break;
                case '?':
                    turns[^1] = turns[^1] with { Readings = [.. turns[^1].Readings, text] };
                    break;
                default:
                    throw new InvalidDataException($"{file}: '{line}' begins with no known sign.");
            }
        }

        return dialogues;
    }
}
