using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Conversations;

/// <summary>Words by which a question points at the conversation before it.</summary>
internal static partial class FollowUpCues
{
    // A longer question mostly says itself what it compares with.
    private const int MaxBlanks = 7;

    /// <summary>A question without the words that only join it to what was said, "And ..." or "Ok, thanks.", and whether there were such that join.</summary>
    public static (string Core, bool IsJoined) WithoutOpening(string question)
    {
        var opening = OpeningPattern().Match(question);
        return opening.Length == question.Length ? (question, false) : (question[opening.Length..].Trim(), JoiningPattern().IsMatch(opening.Value));
    }

    /// <summary>Whether a question leaves out what it compares with, which ones of several it means, or besides what: "Which is older?", "Who else?"</summary>
    public static bool LeavesOut(string question) => question.Count(' ') < MaxBlanks && (ElsePattern().IsMatch(question) || (ComparativePattern().IsMatch(question) && !ComparedPattern().IsMatch(question)));

    /// <summary>The nouns that a question takes as known, as in "the song", where it names nothing itself.</summary>
    public static IEnumerable<Group> DefiniteNouns(string question) =>
        NamedPattern().IsMatch(question) ? [] : DefinitePattern().Matches(question).Select(match => match.Groups["noun"]);

    [GeneratedRegex(@"^(\W*\b(ok(ay)?|well|so|hm+|and|but|or|then|also|now|i see|sure|great|interesting|thanks?( you)?|right|yes|no|alright)\b(?!\s+(about|many|much|far|long))[\s,.!;:…-]*)*", RegexOptions.IgnoreCase)]
    private static partial Regex OpeningPattern();

    [GeneratedRegex(@"\b(and|but|or|also|then|so)\b", RegexOptions.IgnoreCase)]
    private static partial Regex JoiningPattern();

    [GeneratedRegex(@"\b(else|instead|the same(?=\W*$)|(which|what|any|the|some|other) ones?|one(?=\W*$)|(any|some|the|no) others?(?=\W*$)|another(?=\W*$)|both(?=\W*$)|neither|the (former|latter|first|second|third|last|other)( one)?(?=\W*$|\s+(is|was|has|did|does))|other (?=\p{Ll}+(\s+are|\s+is|\s+were|\W*$))|which of (them|these|those)|how many of (them|these|those)|more (details?|information|examples?)(?=\W*$)|for example)\b|^\W*(like (what|who)|such as)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ElsePattern();

    [GeneratedRegex(@"\b(old|young|small|cheap|fast|slow|high|low|tall|short|long|near|deep|strong|weak|warm|cold|hard|soft|rich|poor|new|great|light|dark|clean|quick|loud|quiet|wide|narrow)er\b|\b(larger|safer|later|closer|bigger|hotter|easier|heavier|earlier|busier|better|worse|further|farther|less|fewer)\b|\bmore\s+(expensive|popular|important|common|difficult|efficient|reliable|powerful|dangerous|useful|recent|convenient)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ComparativePattern();

    [GeneratedRegex(@"\bthan\b|\bor\b|\bbetween\b|\bcompared\b", RegexOptions.IgnoreCase)]
    private static partial Regex ComparedPattern();

    [GeneratedRegex(@"(?<=[\p{L}\p{N},]\s+)\p{Lu}\p{L}+|\d|[""“«]")]
    private static partial Regex NamedPattern();

    [GeneratedRegex(@"\bthe\s+(?<noun>\p{Ll}{3,})(?=\W*$|\s+(in|on|at|by|with|from|is|are|was|were|has|have|had|do|does|did|can|will|\p{Ll}+ed|open|close|start|end|begin|last|cost|take|run|work|built|made|held|take)\b)")]
    private static partial Regex DefinitePattern();
}
