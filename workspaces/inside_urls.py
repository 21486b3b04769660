"""Addresses of documents and tasks. One document's holds no workspace's name: guests see it."""

from django.urls import path

from .views import documents, files, library, placing, tasks, writing

urlpatterns = [
    path("documents/<int:pk>/", documents.detail, name="document"),
    path("documents/<int:pk>/edit/", writing.edit, name="edit-document"),
    path("documents/<int:pk>/draft/", writing.draft, name="draft"),
    path("documents/<int:pk>/editors/", writing.editors, name="editors"),
    path("documents/<int:pk>/history/", documents.history, name="history"),
    path("documents/<int:pk>/comparison/", documents.comparison, name="comparison"),
    path("documents/<int:pk>/versions/<int:number>/", documents.version, name="version"),
    path(
        "documents/<int:pk>/versions/<int:number>/restoration/",
        documents.restoration,
        name="restoration",
    ),
    path("documents/<int:pk>/export.<str:extension>", documents.export, name="document-export"),
    path("documents/<int:pk>/place/", placing.place, name="place"),
    path("documents/<int:pk>/removal/", placing.removal, name="removal"),
    path("documents/<int:pk>/return/", placing.bring_back_document, name="return"),
    path("documents/<int:pk>/guests/", documents.guests, name="document-guests"),
    path("documents/<int:pk>/library/", library.publish, name="into-library"),
    path("documents/<int:pk>/files/", files.document_files, name="document-files"),
    path("drafts/<uuid:key>/removal/", writing.discard, name="discard-draft"),
    path("tasks/list/<int:pk>/", tasks.task_list_of, name="task-list"),
    path("tasks/<int:pk>/", tasks.task, name="task"),
    path("tasks/<int:pk>/state/", tasks.state, name="task-state"),
    path("<str:slug>/documents/", documents.document_list, name="documents"),
    path("<str:slug>/documents/new/", writing.new, name="new-document"),
    path("<str:slug>/documents/new/draft/", writing.new_draft, name="new-draft"),
    path("<str:slug>/documents/removed/", placing.removed, name="removed-documents"),
    path("<str:slug>/files/", files.file_list, name="files"),
    path("<str:slug>/tasks/", tasks.task_list, name="tasks"),
    path("<str:slug>/tasks/tasks.csv", tasks.as_csv, name="tasks-csv"),
    path("<str:slug>/tasks/tasks.ics", tasks.as_ics, name="tasks-ics"),
]
