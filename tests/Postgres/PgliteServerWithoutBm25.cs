namespace BotQA.Tests.Postgres;

/// <summary>The same without pg_textsearch.</summary>
public sealed class PgliteServerWithoutBm25 : PgliteServer
{
    protected override string[] Missing => ["pg_textsearch"];
}
