namespace BotQA.Training.Unanswerable;

/// <summary>Words whose exchange turns a question's premise round.</summary>
internal static class Opposites
{
    private static readonly Dictionary<string, string> Table = BothWays(
        "most least", "more fewer", "best worst", "better worse", "largest smallest", "larger smaller", "big small", "biggest tiniest",
        "highest lowest", "higher lower", "high low", "longest shortest", "long short", "oldest youngest", "old new", "older younger",
        "early late", "earliest latest", "before after", "first last", "north south", "northern southern", "east west", "eastern western",
        "increase decrease", "increased decreased", "rise fall", "rose fell", "win lose", "won lost", "gain forfeit", "buy sell", "bought sold",
        "begin end", "began ended", "start finish", "started finished", "open close", "opened closed", "born buried", "build demolish",
        "built demolished", "founded dissolved", "establish abolish", "established abolished", "created destroyed", "create destroy",
        "join leave", "joined left", "accept reject", "accepted rejected", "allow forbid", "allowed forbidden", "support oppose",
        "supported opposed", "love hate", "loved hated", "like dislike", "liked disliked", "likes dislikes", "agree disagree", "attack defend",
        "attacked defended", "arrive depart", "arrived departed", "married divorced", "marry divorce", "import export", "imported exported",
        "enter exit", "entered exited", "succeeded preceded", "strengthened weakened", "expand shrink", "expanded shrank", "include exclude",
        "included excluded", "add remove", "added removed", "help hinder", "helped hindered", "majority minority", "maximum minimum",
        "good bad", "happy unhappy", "strong weak", "rich poor", "hot cold", "easy difficult", "public private", "male female", "mother father",
        "son daughter", "brother sister", "husband wife", "men women", "positive negative", "true false", "above below", "inside outside",
        "recommend discourage", "invented banned", "discovered overlooked", "hired fired", "borrow lend", "teach learn", "taught learned",
        "praised criticized", "safe dangerous", "common rare", "popular unpopular", "legal illegal", "possible impossible", "wrote burned",
        "write burn", "elected dismissed", "appointed dismissed", "released withheld", "received refused", "receive refuse");

    public static string? Of(string word) => Table.GetValueOrDefault(word);

    private static Dictionary<string, string> BothWays(params ReadOnlySpan<string> pairs)
    {
        var table = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in pairs)
        {
            var words = pair.Split(' ');
            table.TryAdd(words[0], words[1]);
            table.TryAdd(words[1], words[0]);
        }

        return table;
    }
}
