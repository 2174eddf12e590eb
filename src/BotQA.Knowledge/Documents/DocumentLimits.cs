namespace BotQA.Knowledge.Documents;

/// <summary>The reasons for which a file beyond a limit is refused.</summary>
internal static class DocumentLimits
{
    public static DocumentReadException TooMuchText(int limit) =>
        Beyond($"The file holds more than the {limit:N0} characters of text allowed.", nameof(DocumentOptions.MaxTextCharacters));

    public static DocumentReadException TooManyPages(int count, int limit, string kind) =>
        Beyond($"The file has {count:N0} {kind}, more than the {limit:N0} allowed.", nameof(DocumentOptions.MaxPages));

    public static DocumentReadException TooManyRows(int limit) =>
        Beyond($"The file has more than the {limit:N0} rows allowed.", nameof(DocumentOptions.MaxRows));

    public static DocumentReadException Unpacks(int limit) =>
        Beyond($"The file unpacks to more than the {limit / 1048576.0:0.###} MB allowed.", nameof(DocumentOptions.MaxUnpackedBytes));

    public static DocumentReadException NestedTooDeeply(int limit) =>
        Beyond($"The file's elements are nested more than {limit:N0} deep.", nameof(DocumentOptions.MaxNesting), "Simplify it");

    public static DocumentReadException TookTooLong(TimeSpan limit) =>
        Beyond($"Reading the file took longer than the {limit.TotalSeconds:0.##} seconds allowed.", nameof(DocumentOptions.MaxReadTime), "Split or simplify it");

    private static DocumentReadException Beyond(FormattableString what, string setting, string remedy = "Split it") =>
        new($"{FormattableString.Invariant(what)} {remedy}, or raise the setting {DocumentOptions.SectionName}:{setting}.");
}
