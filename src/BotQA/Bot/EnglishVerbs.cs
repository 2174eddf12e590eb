using System.Collections.Frozen;

namespace BotQA.Bot;

/// <summary>The forms of the few verbs that examples are made with. An unknown form has no question, which is better than a wrong one.</summary>
internal static class EnglishVerbs
{
    private static readonly FrozenDictionary<string, string> Gerunds = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["adding"] = "add",
        ["building"] = "build",
        ["buying"] = "buy",
        ["changing"] = "change",
        ["choosing"] = "choose",
        ["cleaning"] = "clean",
        ["configuring"] = "configure",
        ["connecting"] = "connect",
        ["creating"] = "create",
        ["deleting"] = "delete",
        ["deploying"] = "deploy",
        ["finding"] = "find",
        ["installing"] = "install",
        ["making"] = "make",
        ["managing"] = "manage",
        ["ordering"] = "order",
        ["removing"] = "remove",
        ["renewing"] = "renew",
        ["replacing"] = "replace",
        ["reporting"] = "report",
        ["returning"] = "return",
        ["running"] = "run",
        ["sending"] = "send",
        ["starting"] = "start",
        ["stopping"] = "stop",
        ["testing"] = "test",
        ["updating"] = "update",
        ["upgrading"] = "upgrade",
        ["using"] = "use",
        ["writing"] = "write",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    // Participles whose past tense is another form, or that don't end in -ed.
    private static readonly FrozenDictionary<string, string> PastOfParticiple = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["begun"] = "began",
        ["bought"] = "bought",
        ["brought"] = "brought",
        ["built"] = "built",
        ["chosen"] = "chose",
        ["cut"] = "cut",
        ["drawn"] = "drew",
        ["found"] = "found",
        ["given"] = "gave",
        ["held"] = "held",
        ["laid"] = "laid",
        ["led"] = "led",
        ["lost"] = "lost",
        ["made"] = "made",
        ["rebuilt"] = "rebuilt",
        ["sold"] = "sold",
        ["sent"] = "sent",
        ["shot"] = "shot",
        ["spoken"] = "spoke",
        ["stolen"] = "stole",
        ["taken"] = "took",
        ["taught"] = "taught",
        ["told"] = "told",
        ["won"] = "won",
        ["written"] = "wrote",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> ThirdPersons = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["contains"] = "contain",
        ["covers"] = "cover",
        ["includes"] = "include",
        ["means"] = "mean",
        ["needs"] = "need",
        ["offers"] = "offer",
        ["produces"] = "produce",
        ["provides"] = "provide",
        ["reads"] = "read",
        ["requires"] = "require",
        ["supports"] = "support",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The base form of a gerund such as <c>Adding</c>, or null for an unknown one.</summary>
    public static string? OfGerund(string word) => Gerunds.GetValueOrDefault(word);

    /// <summary>The base form of a third person such as <c>needs</c>, or null for an unknown one.</summary>
    public static string? OfThirdPerson(string word) => ThirdPersons.GetValueOrDefault(word);

    /// <summary>The past tense of a participle such as <c>written</c>, or null for what may be none.</summary>
    public static string? PastOf(string participle) =>
        PastOfParticiple.GetValueOrDefault(participle) ?? (participle.EndsWith("ed", StringComparison.Ordinal) && participle.Length > 4 ? participle : null);
}
