namespace BotQA.Postgres.Schema;

/// <summary>A step from one version of the schema to the next.</summary>
/// <param name="Version">The version it leads to, from 1.</param>
/// <param name="Name">Its file name.</param>
/// <param name="Sql">Its statements, run in one transaction.</param>
internal sealed record SchemaScript(int Version, string Name, string Sql);
