namespace BotQA.Storage;

/// <summary>Where the knowledge base is kept. Configuration section <c>Storage</c>.</summary>
internal sealed class StorageOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Storage";

    /// <summary>
    /// <c>memory</c>: in each host's own memory and index files; <c>postgres</c>: in a database that several hosts share. Default <c>memory</c>.
    /// </summary>
    public string Provider { get; set; } = StorageProvider.Memory;

    /// <summary>
    /// The same for what comes and goes while the bot talks: accepted messages, conversations, feedback and data-protection keys. It needs no
    /// pgvector. Default null: as <see cref="Provider"/>.
    /// </summary>
    public string? State { get; set; }

    /// <summary>The database, such as <c>Host=db;Database=botqa;Username=botqa;Password=...</c>. Needed for <c>postgres</c>. Default none.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// What questions get while the database is away. <c>try-again</c>: that the documents can't be reached at the moment; <c>last-copy</c>: an
    /// answer from a copy that the host keeps in memory, as of the last moment that the database was there. Default <c>try-again</c>.
    /// </summary>
    public string Outage { get; set; } = StorageOutage.TryAgain;

    /// <summary>Whether the host keeps a copy of the knowledge base in PostgreSQL.</summary>
    public bool KeepsCopy => IsPostgres && Outage == StorageOutage.LastCopy;

    /// <summary>Whether the knowledge base is in PostgreSQL.</summary>
    public bool IsPostgres => Provider == StorageProvider.Postgres;

    /// <summary>Whether what comes and goes is in PostgreSQL.</summary>
    public bool IsStatePostgres => (State ?? Provider) == StorageProvider.Postgres;

    /// <summary>Reads and checks the settings, since what is registered depends on them.</summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong; the message says what to do.</exception>
    public static StorageOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(SectionName).Get<StorageOptions>() ?? new StorageOptions();
        options.Provider = options.Provider.Trim().ToLowerInvariant();
        options.State = string.IsNullOrWhiteSpace(options.State) ? null : options.State.Trim().ToLowerInvariant();
        options.Outage = options.Outage.Trim().ToLowerInvariant();
        var failures = StorageOptionsValidator.FailuresOf(options).ToList();
        return failures.Count == 0
            ? options
            : throw new Microsoft.Extensions.Options.OptionsValidationException(SectionName, typeof(StorageOptions), failures);
    }
}
