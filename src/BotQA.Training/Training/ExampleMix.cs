using BotQA.Training.Unanswerable;

namespace BotQA.Training.Training;

/// <summary>What share of the examples is of each kind.</summary>
internal static class ExampleMix
{
    /// <summary>The recipe's shares; a kind that can't be made from a question gives way to the next of its list.</summary>
    public static IReadOnlyList<(UnanswerableKind Kind, double Share)> Shares { get; } =
    [
        (UnanswerableKind.None, 0.66),
        (UnanswerableKind.SameArticle, 0.10),
        (UnanswerableKind.OtherPassage, 0.08),
        (UnanswerableKind.Swapped, 0.13),
        (UnanswerableKind.Negated, 0.03),
    ];

    public static UnanswerableKind Draw(Random random)
    {
        var at = random.NextDouble();
        foreach (var (kind, share) in Shares)
        {
            at -= share;
            if (at < 0)
            {
                return kind;
            }
        }

        return UnanswerableKind.None;
    }

    public static IReadOnlyList<UnanswerableKind> WithFallbacks(UnanswerableKind kind) => kind switch
    {
        UnanswerableKind.SameArticle => [kind, UnanswerableKind.OtherPassage],
        UnanswerableKind.Swapped => [kind, UnanswerableKind.Negated, UnanswerableKind.OtherPassage],
        UnanswerableKind.Negated => [kind, UnanswerableKind.Swapped, UnanswerableKind.OtherPassage],
        _ => [kind],
    };
}
