using BotQA.Tests.Postgres;

namespace BotQA.Postgres.Tests.Knowledge;

/// <summary>Tests of hosts on one database server and a folder of two documents, a fresh one for each test.</summary>
public abstract class SampleFolderTests : IClassFixture<PostgresServer>, IDisposable
{
    protected SampleFolderTests(PostgresServer server)
    {
        Server = server;
        Write("truce.md", "# Truce\n\nRussia declared a truce of 72 hours. It began on 8 May.");
        Write("parade.md", "# Parade\n\nThe parade was held in Moscow. Many leaders came.");
    }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected PostgresServer Server { get; }

    protected string Folder { get; } = Directory.CreateTempSubdirectory("botqa-tests-").FullName;

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected void Write(string name, string text) => File.WriteAllText(Path.Combine(Folder, name), text);
}
