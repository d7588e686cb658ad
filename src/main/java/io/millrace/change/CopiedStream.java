package io.millrace.change;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamViewType;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A copy of a record's stream part. Keys and images are copied on first use: few handlers use all of them. */
final class CopiedStream extends StreamRecord {

    private static final long serialVersionUID = 1L;

    private transient @Nullable StreamRecord keys;
    private transient @Nullable StreamRecord newImage;
    private transient @Nullable StreamRecord oldImage;

    CopiedStream(StreamRecord original) {
        Date created = original.getApproximateCreationDateTime();
        super.setApproximateCreationDateTime(created == null ? null : new Date(created.getTime()));
        super.setSequenceNumber(original.getSequenceNumber());
        super.setSizeBytes(original.getSizeBytes());
        if (original.getStreamViewType() != null) {
            super.setStreamViewType(StreamViewType.fromValue(original.getStreamViewType()));
        }
        this.keys = original;
        this.newImage = original;
        this.oldImage = original;
    }

    @Override
    public @Nullable Map<String, AttributeValue> getKeys() {
        if (keys != null) {
            setKeys(Copies.of(keys.getKeys()));
        }
        return super.getKeys();
    }

    @Override
    public void setKeys(@Nullable Map<String, AttributeValue> others) {
        keys = null;
        super.setKeys(others);
    }

    @Override
    public StreamRecord addKeysEntry(String name, AttributeValue value) {
        getKeys();
        return super.addKeysEntry(name, value);
    }

    @Override
    public StreamRecord clearKeysEntries() {
        keys = null;
        return super.clearKeysEntries();
    }

    @Override
    public @Nullable Map<String, AttributeValue> getNewImage() {
        if (newImage != null) {
            setNewImage(Copies.of(newImage.getNewImage()));
        }
        return super.getNewImage();
    }

    @Override
    public void setNewImage(@Nullable Map<String, AttributeValue> other) {
        newImage = null;
        super.setNewImage(other);
    }

    @Override
    public StreamRecord addNewImageEntry(String name, AttributeValue value) {
        getNewImage();
        return super.addNewImageEntry(name, value);
    }

    @Override
    public StreamRecord clearNewImageEntries() {
        newImage = null;
        return super.clearNewImageEntries();
    }

    @Override
    public @Nullable Map<String, AttributeValue> getOldImage() {
        if (oldImage != null) {
            setOldImage(Copies.of(oldImage.getOldImage()));
        }
        return super.getOldImage();
    }

    @Override
    public void setOldImage(@Nullable Map<String, AttributeValue> other) {
        oldImage = null;
        super.setOldImage(other);
    }

    @Override
    public StreamRecord addOldImageEntry(String name, AttributeValue value) {
        getOldImage();
        return super.addOldImageEntry(name, value);
    }

    @Override
    public StreamRecord clearOldImageEntries() {
        oldImage = null;
        return super.clearOldImageEntries();
    }
}
