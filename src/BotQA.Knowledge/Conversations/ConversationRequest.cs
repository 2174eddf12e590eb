using System.Text.RegularExpressions;

namespace BotQA.Knowledge.Conversations;

/// <summary>What a message wants that is about the conversation itself.</summary>
internal static partial class ConversationRequest
{
    /// <summary>Reads a message.</summary>
    public static ConversationRequestKind Of(string message) =>
        SourcePattern().IsMatch(message) ? ConversationRequestKind.Source
        : MorePattern().IsMatch(message) ? ConversationRequestKind.More
        : WrongPattern().IsMatch(message) ? ConversationRequestKind.Wrong
        : StartOverPattern().IsMatch(message) ? ConversationRequestKind.StartOver
        : ConversationRequestKind.Question;

    [GeneratedRegex(@"^\W*((please\s+)?(can you\s+|could you\s+)?(show|give|tell)( me)?( the| your| its)?|what('s| is| are)( the| your)|which( is the)?|where('s| is)( the| your)?)?\s*(sources?|quotes?|citations?|references?|evidence)(\s+(of|for)\s+(that|this|it))?(\s*,?\s*please)?\W*$|^\W*(where|from where|how) (did|do) you (get|have|know|find|read)( that| this| it)?( from)?\W*$|^\W*(says who|who says( so| that)?|where does it say (that|so|this)|where is that (written|from))\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SourcePattern();

    [GeneratedRegex(@"^\W*((and|anything|something|what|is there|tell me|show me|give me|know|any|please|a bit|even|some)\s+)*(more|else)(\s+(details?|information|info|about (that|this|it)|on (that|this|it)|please))*\W*$|^\W*(go on|continue|keep going|next)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MorePattern();

    [GeneratedRegex(@"^\W*(no\W+)?((that|this|it|the answer|your answer)(['’]s| is| was)\s+(\w+ )?(wrong|incorrect|false|untrue|nonsense|mistaken|not (\w+ )?(true|right|correct|what i (asked|meant)))|(that|this|it|the answer|your answer) (isn|wasn)['’]t\s+(\w+ )?(true|right|correct|what i (asked|meant))|wrong( answer)?|incorrect|not what i (asked|meant)|you('re| are) wrong)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WrongPattern();

    [GeneratedRegex(@"^\W*(/?reset|(please )?(start|begin)( all)? (over|again|anew|from scratch)|new (conversation|chat|topic|question)|forget (it|that|everything|all( of)? (that|it|this)|what (i|we) said)|clear( the)? (history|chat|conversation)|change (the )?(topic|subject))( please)?\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartOverPattern();
}
