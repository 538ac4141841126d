namespace GutCms.Web.Storage.Databases;

/// <summary>The database cannot be used as it is; the message says why and what to do.</summary>
public class StorageException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public StorageException() { }

    /// <summary>Creates it.</summary>
    public StorageException(string message) : base(message) { }

    /// <summary>Creates it.</summary>
    public StorageException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>A newer version of GutCms has changed the database; this one would damage it.</summary>
public sealed class DatabaseIsNewerException : StorageException
{
    /// <summary>Creates it without a message.</summary>
    public DatabaseIsNewerException() { }

    /// <summary>Creates it.</summary>
    public DatabaseIsNewerException(string message) : base(message) { }

    /// <summary>Creates it.</summary>
    public DatabaseIsNewerException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>The database file or its folder cannot be written.</summary>
public sealed class DatabaseNotWritableException : StorageException
{
    /// <summary>Creates it without a message.</summary>
    public DatabaseNotWritableException() { }

    /// <summary>Creates it.</summary>
    public DatabaseNotWritableException(string message) : base(message) { }

    /// <summary>Creates it.</summary>
    public DatabaseNotWritableException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>Another writer held the database for longer than <see cref="StorageOptions.BusyTimeoutSeconds"/>; trying again later may succeed.</summary>
public sealed class DatabaseBusyException : StorageException
{
    /// <summary>Creates it without a message.</summary>
    public DatabaseBusyException() { }

    /// <summary>Creates it.</summary>
    public DatabaseBusyException(string message) : base(message) { }

    /// <summary>Creates it.</summary>
    public DatabaseBusyException(string message, Exception innerException) : base(message, innerException) { }
}
