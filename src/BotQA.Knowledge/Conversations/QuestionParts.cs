using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Conversations;

/// <summary>Takes messages with several questions apart: "Who built the lighthouse, and when?"</summary>
internal static partial class QuestionParts
{
    private const int MaxParts = 3;

    /// <summary>The questions of a message, in order; the message itself where it is one question.</summary>
    public static IReadOnlyList<string> Of(string message)
    {
        var sentences = SentencePattern().Matches(message.Trim());
        var parts = sentences.Count > 1 && sentences.All(sentence => sentence.Value.TrimEnd().EndsWith('?'))
            ? sentences.SelectMany(sentence => Joined(sentence.Value.Trim())).ToList()
            : [.. Joined(message.Trim())];
        return parts.Count is > 1 and <= MaxParts && parts.TrueForAll(part => part.Any(char.IsLetter)) ? parts : [message];
    }

    private static IEnumerable<string> Joined(string question)
    {
        var joined = JoinedPattern().Match(question);
        return joined.Success ? [$"{joined.Groups["first"].Value.TrimEnd(',', ' ')}?", Capitalized($"{joined.Groups["second"].Value.Trim()}?")] : [question];
    }

    private static string Capitalized(string question) => $"{char.ToUpperInvariant(question[0])}{question[1..]}";

    [GeneratedRegex(@"[^?]+\?\s*|[^?]+$")]
    private static partial Regex SentencePattern();

    // Both must ask on their own: "when and where" is one thing asked of one verb, "and what he said" is part of the first.
    [GeneratedRegex(@"^(?<first>\W*(who|whom|whose|what|which|when|where|why|how)\b(?!\s+(and|or)\b)[^?;]*?\s[^?;]*?[^?;,\s]),?\s+and\s+(?<second>(by whom|with whom|for how long|since when|who|whom|what|which|when|where|why|how|how (many|much|long|old|far|often))(?=\?)|(in |at |on |by |for |to |with )?(who|whom|whose|what|which|when|where|why|how|how (many|much|long|old|far|often))\s+([\p{L}’']+\s+){0,2}(is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|must)\b[^?]*|who\s+[^?]+)\?\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex JoinedPattern();
}
